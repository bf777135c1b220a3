import { ifMatch } from "@unionhome/client";
import { enterBudgetLines, makeBudgetPlan } from "@unionhome/client/budget-plans";
import type { BudgetPlanOut, BudgetSubject } from "@unionhome/client/model";
import { yuan } from "@unionhome/words";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { DateField } from "../../../ui/form/DateField";
import { Labelled } from "../../../ui/form/Labelled";
import { YuanInput } from "../../../ui/form/YuanInput";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import type { Organization } from "../../../ui/page/person";
import styles from "../budget.module.css";
import { useBudgetChanged } from "../data";

interface EnterDialogProps {
  organization: Organization;
  year: number;
  /** The draft that is changed; without one it is begun. */
  plan: BudgetPlanOut | undefined;
  onClose(): void;
}

/** The amounts of a year by subject, in one column, and the paper that approves them. */
export function EnterDialog({ organization, year, plan, onClose }: EnterDialogProps) {
  const { t } = useTranslation();
  const subjects = useDictionary("budget_subject");
  const changed = useBudgetChanged();
  const [once] = useState(newOnceKey);
  const [amounts, setAmounts] = useState<Record<string, number>>(() =>
    Object.fromEntries((plan?.lines ?? []).map((line) => [line.subject, line.planned_fen])),
  );
  const [number, setNumber] = useState(plan?.document_number ?? "");
  const [on, setOn] = useState<string | null>(plan?.document_on ?? null);
  const sum = Object.values(amounts).reduce((all, fen) => all + fen, 0);
  const lines = Object.entries(amounts)
    .filter(([, fen]) => fen > 0)
    .map(([subject, planned_fen]) => ({ subject: subject as BudgetSubject, planned_fen }));
  return (
    <ConfirmAct
      kind="plain"
      width={560}
      title={t("budget:make.title", { year, name: organization.name })}
      verb={t("budget:make.save")}
      effect={t("budget:make.effect")}
      act={async () => {
        const said = { lines, document_number: number, document_on: on };
        if (plan) await enterBudgetLines(plan.id, said, ifMatch(plan));
        else await makeBudgetPlan({ ...said, organization_id: organization.id, year }, { idempotencyKey: once });
        changed();
      }}
      onClose={onClose}
    >
      <div className={styles.pair}>
        <Labelled label={t("budget:column.document")}>
          {(id) => <Input id={id} maxLength={100} value={number} onChange={(event) => setNumber(event.target.value)} />}
        </Labelled>
        <Labelled label={t("budget:column.document_on")}>
          {(id) => <DateField id={id} value={on} onChange={setOn} />}
        </Labelled>
      </div>
      <table className={styles.typed} aria-label={t("budget:drafted.title")}>
        <thead>
          <tr>
            <th scope="col">{t("budget:column.subject")}</th>
            <th scope="col" data-end>
              {t("budget:make.amount")}
            </th>
          </tr>
        </thead>
        <tbody>
          {subjects.choices.map((each) => (
            <tr key={each.value}>
              <th scope="row">{each.label}</th>
              <td>
                <YuanInput
                  cell
                  aria-label={each.label}
                  value={amounts[each.value] || null}
                  onChange={(fen) => setAmounts((before) => ({ ...before, [each.value]: fen ?? 0 }))}
                />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("budget:column.total")}</th>
            <td data-end>{yuan(sum)}</td>
          </tr>
        </tfoot>
      </table>
    </ConfirmAct>
  );
}
