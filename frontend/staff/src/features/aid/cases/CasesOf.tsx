import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { date, yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import aid from "../aid.module.css";
import { casesOfHousehold, markOf } from "./data";

/** What a household asked for and was given, the newest first. */
export function CasesOf({ household }: { household: string }) {
  const { t } = useTranslation();
  const statuses = useDictionary("case_status");
  const { data, error, refetch } = useQuery(casesOfHousehold(household));
  if (error) return <ProblemStrip boxed problem={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  if (data.items.length === 0) return <p className={aid.closed}>{t("aid:case.none.all")}</p>;
  return (
    <div className={aid.list}>
      <table className={aid.sheet}>
        <thead>
          <tr>
            <th>{t("aid:case.column.number")}</th>
            <th>{t("aid:case.column.program")}</th>
            <th>{t("aid:column.status")}</th>
            <th className={aid.end}>{t("aid:case.column.amount")}</th>
            <th>{t("aid:case.column.submitted")}</th>
          </tr>
        </thead>
        <tbody>
          {[...data.items].reverse().map((one) => (
            <tr key={one.id}>
              <td>
                <Link to="/aid/cases/$id" params={{ id: one.id }}>
                  {one.number}
                </Link>
              </td>
              <td>{one.program_name}</td>
              <td>
                <Status mark={markOf(one)}>{statuses.label(one.status)}</Status>
              </td>
              <td className={aid.end}>{yuan(one.amount_fen)}</td>
              <td>{date(one.submitted_at?.slice(0, 10))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
