import type { BudgetAdjustmentOut, BudgetPlanOut } from "@unionhome/client/model";
import { date, moment, yuan } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { Section } from "../../../ui/record/Section";
import { Status } from "../../../ui/status/Status";
import { type Step, Steps } from "../../../ui/status/Steps";
import styles from "../budget.module.css";
import { ADJUSTMENT_MARK } from "../data";
import { AdjustmentStepDialog } from "../dialog/AdjustmentStepDialog";

const signed = (fen: number) => (fen > 0 ? `+${yuan(fen)}` : yuan(fen));

/** Every adjustment with its reason, its paper and its two officers, and all that was handed down or came from above. */
export function History({ plan }: { plan: BudgetPlanOut }) {
  return (
    <>
      <Adjustments plan={plan} />
      <Splits plan={plan} />
    </>
  );
}

function Adjustments({ plan }: { plan: BudgetPlanOut }) {
  const { t } = useTranslation();
  const may = useAccess();
  const subjects = useDictionary("budget_subject");
  const states = useDictionary("budget_adjustment_state");
  const [asked, setAsked] = useState<{ row: BudgetAdjustmentOut; step: Step } | null>(null);
  if (plan.adjustments.length === 0) return null;
  return (
    <Section kind="ruled" title={t("budget:adjustments.title")}>
      <table className={styles.sheet} aria-label={t("budget:adjustments.title")}>
        <thead>
          <tr>
            <th scope="col">{t("budget:column.subject")}</th>
            <th scope="col" data-end>
              {t("budget:column.change")}
            </th>
            <th scope="col">{t("budget:column.reason")}</th>
            <th scope="col">{t("budget:column.document")}</th>
            <th scope="col">{t("budget:column.maker")}</th>
            <th scope="col">{t("budget:column.checker")}</th>
            <th scope="col">{t("budget:column.status")}</th>
            <th scope="col">
              <span className="visually-hidden">{t("budget:column.steps")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {plan.adjustments.map((row) => (
            <tr key={row.id}>
              <th scope="row">{subjects.label(row.subject)}</th>
              <td data-end>{signed(row.change_fen)}</td>
              <td className={styles.wrap}>
                {row.reason}
                {row.answer && <span className="warn">{t("budget:adjustments.answer", { reason: row.answer })}</span>}
              </td>
              <td>
                {row.document_number} {date(row.document_on)}
              </td>
              <td>
                {row.made_by_name} {moment(row.made_at)}
              </td>
              <td>{row.checked_at ? `${row.checked_by_name} ${moment(row.checked_at)}` : "—"}</td>
              <td>
                <Status mark={ADJUSTMENT_MARK[row.state] ?? "settled"}>{states.label(row.state)}</Status>
              </td>
              <td>
                {may.editFunds && (
                  <span className={styles.steps}>
                    <Steps
                      steps={row.steps.filter((one) => one.allowed || one.step === "confirm")}
                      destructive={["refuse", "withdraw"]}
                      onStep={(step) => setAsked({ row, step })}
                    />
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {asked && <AdjustmentStepDialog adjustment={asked.row} step={asked.step} onClose={() => setAsked(null)} />}
    </Section>
  );
}

function Splits({ plan }: { plan: BudgetPlanOut }) {
  const { t } = useTranslation();
  const subjects = useDictionary("budget_subject");
  if (plan.splits.length === 0) return null;
  return (
    <Section kind="ruled" title={t("budget:splits.title")}>
      <table className={styles.sheet} aria-label={t("budget:splits.title")}>
        <thead>
          <tr>
            <th scope="col">{t("budget:column.subject")}</th>
            <th scope="col" data-end>
              {t("budget:column.change")}
            </th>
            <th scope="col">{t("budget:splits.union")}</th>
            <th scope="col">{t("budget:column.note")}</th>
            <th scope="col">{t("budget:splits.by")}</th>
          </tr>
        </thead>
        <tbody>
          {plan.splits.map((row) => (
            <tr key={row.id}>
              <th scope="row">{subjects.label(row.subject)}</th>
              <td data-end>{signed(row.from_above ? row.change_fen : -row.change_fen)}</td>
              <td>
                {row.from_above
                  ? t("budget:splits.from", { name: row.from_name })
                  : t("budget:splits.to", { name: row.to_name })}
              </td>
              <td className={styles.wrap}>{row.note || "—"}</td>
              <td>
                {row.by_name} {moment(row.at)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
