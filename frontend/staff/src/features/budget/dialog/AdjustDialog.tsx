import { proposeBudgetAdjustment } from "@unionhome/client/budget-plans";
import type { BudgetPlanOut, BudgetSubject } from "@unionhome/client/model";
import { yuan } from "@unionhome/words";
import { Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { DateField } from "../../../ui/form/DateField";
import { Labelled } from "../../../ui/form/Labelled";
import { YuanField } from "../../../ui/form/YuanField";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import styles from "../budget.module.css";
import { useBudgetChanged } from "../data";

/** A change of one subject, up or down, with its reason and its paper; a second officer lets it take effect. */
export function AdjustDialog({ plan, onClose }: { plan: BudgetPlanOut; onClose(): void }) {
  const { t } = useTranslation();
  const subjects = useDictionary("budget_subject");
  const changed = useBudgetChanged();
  const [once] = useState(newOnceKey);
  const [subject, setSubject] = useState<BudgetSubject>(plan.lines[0]?.subject ?? "winter_warmth");
  const [way, setWay] = useState<"up" | "down">("up");
  const [amount, setAmount] = useState<number | null>(null);
  const [reason, setReason] = useState("");
  const [number, setNumber] = useState("");
  const [on, setOn] = useState<string | null>(null);
  const line = plan.lines.find((one) => one.subject === subject);
  const own = (line?.planned_fen ?? 0) + (line?.adjusted_fen ?? 0);
  const change = (amount ?? 0) * (way === "up" ? 1 : -1);
  return (
    <ConfirmAct
      kind="plain"
      title={t("budget:adjust.title", { year: plan.year, name: plan.organization_name })}
      verb={t("budget:adjust.verb")}
      effect={t("budget:adjust.effect")}
      ready={change !== 0 && reason.trim() !== "" && number.trim() !== "" && on !== null}
      act={async () => {
        await proposeBudgetAdjustment(
          plan.id,
          { subject, change_fen: change, reason, document_number: number, document_on: on as string },
          { idempotencyKey: once },
        );
        changed();
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <Labelled label={t("budget:column.subject")}>
          {(id) => (
            <Select
              id={id}
              value={subject}
              options={[...subjects.choices]}
              onChange={(value) => setSubject(value as BudgetSubject)}
            />
          )}
        </Labelled>
        <fieldset className={styles.ways}>
          <legend>{t("budget:adjust.way")}</legend>
          {(["up", "down"] as const).map((each) => (
            <label key={each}>
              <input type="radio" name="way" checked={way === each} onChange={() => setWay(each)} />
              {t(`budget:adjust.${each}`)}
            </label>
          ))}
        </fieldset>
        <YuanField label={t("budget:adjust.amount")} min={1} value={amount} onChange={setAmount} />
        <p className="ink-2">{t("budget:adjust.after", { before: yuan(own), after: yuan(own + change) })}</p>
        <Labelled label={t("budget:column.reason")}>
          {(id) => <Input id={id} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />}
        </Labelled>
        <Labelled label={t("budget:column.document")}>
          {(id) => <Input id={id} maxLength={100} value={number} onChange={(event) => setNumber(event.target.value)} />}
        </Labelled>
        <Labelled label={t("budget:column.document_on")}>
          {(id) => <DateField id={id} value={on} onChange={setOn} />}
        </Labelled>
      </div>
    </ConfirmAct>
  );
}
