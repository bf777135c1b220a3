import { useQuery } from "@tanstack/react-query";
import { shareBudget, splitBudget } from "@unionhome/client/budget-plans";
import type { BudgetPlanOut, BudgetShareBasis, BudgetSubject } from "@unionhome/client/model";
import { yuan } from "@unionhome/words";
import { Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";
import { YuanField } from "../../../ui/form/YuanField";
import { YuanInput } from "../../../ui/form/YuanInput";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import { Scroll } from "../../../ui/scroll/Scroll";
import styles from "../budget.module.css";
import { sharesOf, useBudgetChanged } from "../data";

/**
 * A subject is handed to the unions below, or taken back: an amount typed for each, or one amount that is divided evenly,
 * by members or by what each spent last year and may be changed before it is handed down.
 */
export function SplitDialog({ plan, onClose }: { plan: BudgetPlanOut; onClose(): void }) {
  const { t } = useTranslation();
  const subjects = useDictionary("budget_subject");
  const bases = useDictionary("budget_share_basis");
  const changed = useBudgetChanged();
  const [once] = useState(newOnceKey);
  const first = plan.lines.find((line) => line.free_fen > 0) ?? plan.lines[0];
  const [subject, setSubject] = useState<BudgetSubject>(first?.subject ?? "winter_warmth");
  const [way, setWay] = useState<"down" | "back">("down");
  const [whole, setWhole] = useState<number | null>(null);
  const [basis, setBasis] = useState<BudgetShareBasis>("evenly");
  const [amounts, setAmounts] = useState<Record<string, number>>({});
  const [note, setNote] = useState("");
  const shares = useQuery(sharesOf(plan.id, subject, 0, "evenly")).data;
  const sum = Object.values(amounts).reduce((all, fen) => all + fen, 0);
  const free = shares?.free_fen ?? 0;
  const sign = way === "down" ? 1 : -1;

  async function divide() {
    const found = await shareBudget(plan.id, { subject, amount_fen: whole ?? 0, basis });
    setAmounts(Object.fromEntries(found.items.map((each) => [each.organization_id, each.change_fen])));
  }

  return (
    <ConfirmAct
      kind="plain"
      width={640}
      title={t("budget:split.title", { year: plan.year, name: plan.organization_name })}
      verb={t(`budget:split.${way}`)}
      effect={t("budget:split.effect")}
      ready={sum > 0}
      act={async () => {
        const items = Object.entries(amounts)
          .filter(([, fen]) => fen > 0)
          .map(([organization_id, fen]) => ({ organization_id, change_fen: sign * fen }));
        await splitBudget(plan.id, { subject, items, note }, { idempotencyKey: once });
        changed();
      }}
      onClose={onClose}
    >
      <div className={styles.pair}>
        <Labelled label={t("budget:column.subject")}>
          {(id) => (
            <Select
              id={id}
              value={subject}
              options={[...subjects.choices]}
              onChange={(value) => {
                setSubject(value as BudgetSubject);
                setAmounts({});
              }}
            />
          )}
        </Labelled>
        <fieldset className={styles.ways}>
          <legend>{t("budget:split.way")}</legend>
          {(["down", "back"] as const).map((each) => (
            <label key={each}>
              <input type="radio" name="way" checked={way === each} onChange={() => setWay(each)} />
              {t(`budget:split.${each}`)}
            </label>
          ))}
        </fieldset>
      </div>
      {way === "down" && (
        <div className={styles.divide}>
          <YuanField label={t("budget:split.whole")} value={whole} onChange={setWhole} />
          <Labelled label={t("budget:split.basis")}>
            {(id) => (
              <Select
                id={id}
                value={basis}
                options={[...bases.choices]}
                onChange={(value) => setBasis(value as BudgetShareBasis)}
              />
            )}
          </Labelled>
          <Button size={32} disabled={!whole} onClick={() => void divide()}>
            {t("budget:split.divide")}
          </Button>
        </div>
      )}
      <Scroll className={styles.shares} label={t("budget:children.title")}>
        <table className={styles.typed} aria-label={t("budget:children.title")}>
          <thead>
            <tr>
              <th scope="col">{t("budget:column.organization")}</th>
              <th scope="col" data-end>
                {t("budget:split.has")}
              </th>
              <th scope="col" data-end>
                {t(`budget:split.${way}_amount`)}
              </th>
            </tr>
          </thead>
          <tbody>
            {(shares?.items ?? []).map((each) => (
              <tr key={each.organization_id}>
                <th scope="row">{each.organization_name}</th>
                <td data-end>{yuan(each.received_fen)}</td>
                <td>
                  <YuanInput
                    cell
                    aria-label={each.organization_name}
                    value={amounts[each.organization_id] || null}
                    onChange={(fen) => setAmounts((before) => ({ ...before, [each.organization_id]: fen ?? 0 }))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p className={way === "down" && sum > free ? "warn" : "ink-2"} role="status">
        {t(`budget:split.${way}_sum`, { sum: yuan(sum), free: yuan(free), left: yuan(free - sum) })}
      </p>
      <Labelled label={t("budget:split.note")}>
        {(id) => <Input id={id} maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />}
      </Labelled>
    </ConfirmAct>
  );
}
