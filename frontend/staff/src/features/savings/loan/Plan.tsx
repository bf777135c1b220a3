import type { InstalmentOut } from "@unionhome/client/model";
import { count, date, yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { Status } from "../../../ui/status/Status";
import styles from "../savings.module.css";

interface PlanProps {
  parts: readonly InstalmentOut[];
  /** What was repaid of a loan that runs, and today: says of each part where it is. */
  state?: { repaid_fen: number; today: string };
}

/** The parts of a loan, each with its day. */
export function Plan({ parts, state }: PlanProps) {
  const { t } = useTranslation();
  return (
    <table className={styles.sheet} aria-label={t("savings:loan.plan")}>
      <thead>
        <tr>
          <th>{t("savings:plan.place")}</th>
          <th>{t("savings:plan.due")}</th>
          <th data-end>{t("savings:plan.amount")}</th>
          <th data-end>{t("savings:plan.by_then")}</th>
          {state && <th>{t("savings:column.status")}</th>}
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.place}>
            <td>{count(part.place)}</td>
            <td>{date(part.due_on)}</td>
            <td data-end>{yuan(part.amount_fen)}</td>
            <td data-end>{yuan(part.by_then_fen)}</td>
            {state && (
              <td>
                <PartState part={part} state={state} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PartState({ part, state }: { part: InstalmentOut; state: { repaid_fen: number; today: string } }) {
  const { t } = useTranslation();
  if (part.by_then_fen <= state.repaid_fen) return <Status mark="settled">{t("savings:plan.repaid")}</Status>;
  if (part.due_on < state.today) return <Status mark="returned">{t("savings:plan.late")}</Status>;
  return <Status mark="waiting">{t("savings:plan.to_come")}</Status>;
}
