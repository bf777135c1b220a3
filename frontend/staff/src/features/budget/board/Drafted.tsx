import type { BudgetPlanOut } from "@unionhome/client/model";
import { yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Section } from "../../../ui/record/Section";
import styles from "../budget.module.css";

/** A budget that is not in force yet: its amounts, whose turn it is, and why it was sent back. */
export function Drafted({ plan }: { plan: BudgetPlanOut }) {
  const { t } = useTranslation();
  const subjects = useDictionary("budget_subject");
  const lines = plan.lines.filter((line) => line.planned_fen > 0);
  const sum = lines.reduce((all, line) => all + line.planned_fen, 0);
  return (
    <Section kind="ruled" title={t("budget:drafted.title")} note={t(`budget:drafted.${plan.state}`)}>
      {plan.state === "submitted" && (
        <p className="ink-2">
          {t("budget:drafted.by", { name: plan.submitted_by_name, number: plan.document_number })}
        </p>
      )}
      {plan.answer && <p className="warn">{t("budget:drafted.answer", { reason: plan.answer })}</p>}
      {lines.length > 0 && (
        <table className={styles.narrow} aria-label={t("budget:drafted.title")}>
          <tbody>
            {lines.map((line) => (
              <tr key={line.subject}>
                <th scope="row">{subjects.label(line.subject)}</th>
                <td data-end>{yuan(line.planned_fen)}</td>
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
      )}
    </Section>
  );
}
