import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { OverviewCell, OverviewColumn, ReportOverview } from "@unionhome/client/model";
import { sendUrges } from "@unionhome/client/urges";
import { count, MISSING, moment } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { UrgeMany } from "../../../ui/dialog/UrgeMany";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { useOnce } from "../../../ui/page/useOnce";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import { Empty } from "../../../ui/table/Empty";
import { MARKS, overviewOf } from "../data";
import styles from "../report.module.css";

interface OverviewProps {
  year: number;
  org: string | undefined;
  onEnter(org: string): void;
}

/** Who below has sent which form of this year and the one before; a cell opens its report. */
export function Overview({ year, org, onEnter }: OverviewProps) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(overviewOf(year, org));
  const names = useDictionary("report_form");
  const queries = useQueryClient();
  const once = useOnce();
  const [urging, setUrging] = useState<OverviewColumn>();
  if (error && !data) return <ProblemStrip problem={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  if (data.rows.length === 0) return <Empty>{t("report:overview.nobody")}</Empty>;
  return (
    <>
      <p className={styles.about}>
        {data.late > 0 ? (
          <Status mark="returned">{t("report:overview.late", { n: data.late })}</Status>
        ) : (
          <Status mark="settled">{t("report:overview.none_late")}</Status>
        )}
        <span className="ink-3 small">{t("report:overview.as_of", { time: moment(data.as_of) })}</span>
      </p>
      <Matrix overview={data} onEnter={onEnter} onUrge={setUrging} />
      {urging && (
        <UrgeMany
          title={t("report:overview.urge_title", { form: names.label(urging.form), year: urging.year })}
          size={urging.urgeable}
          act={async (note) => {
            const asked = { form: urging.form, under_id: data.organization_id };
            const result = await once((options) => sendUrges({ subject: "report", note, reporters: asked }, options));
            void queries.invalidateQueries({ queryKey: ["urges"] });
            return result;
          }}
          onClose={() => setUrging(undefined)}
        />
      )}
    </>
  );
}

interface MatrixProps {
  overview: ReportOverview;
  onEnter(org: string): void;
  /** Urges all who are late with the form of a column. */
  onUrge(column: OverviewColumn): void;
}

function Matrix({ overview, onEnter, onUrge }: MatrixProps) {
  const { t } = useTranslation();
  const may = useAccess();
  const names = useDictionary("report_form");
  const forms = [...new Set(overview.columns.map((column) => column.form))];
  const of = (form: string) => overview.columns.filter((column) => column.form === form).length;
  return (
    <table className={styles.board} aria-label={t("report:view.overview")}>
      <thead>
        <tr>
          <th scope="col" rowSpan={2}>
            {t("report:board.union")}
          </th>
          {forms.map((form) => (
            <th key={form} scope="colgroup" colSpan={of(form)}>
              {names.label(form)}
            </th>
          ))}
        </tr>
        <tr className={styles.second}>
          {overview.columns.map((column) => (
            <th key={`${column.form} ${column.year}`} scope="col">
              {t("report:year", { year: column.year })}
              {column.due_on && <small className="ink-3"> {t("report:overview.due", { day: column.due_on })}</small>}
              {column.urgeable > 0 && may.sendUrges && (
                <Button kind="text" onClick={() => onUrge(column)}>
                  {t("report:overview.urge", { n: column.urgeable })}
                </Button>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {overview.rows.map((row) => (
          <tr key={row.organization_id}>
            <th scope="row" translate="no">
              <button type="button" className={styles.enter} onClick={() => onEnter(row.organization_id)}>
                {row.organization_name}
              </button>
            </th>
            {row.cells.map((cell, at) => (
              <td key={at}>
                <Sent cell={cell} column={overview.columns[at] as OverviewColumn} org={row.organization_id} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface SentProps {
  cell: OverviewCell | null;
  column: OverviewColumn;
  org: string;
}

/** Where a report is; of a place, how many of its basic unions have theirs accepted, and the way to them. */
function Sent({ cell, column, org }: SentProps) {
  const { t } = useTranslation();
  const states = useDictionary("report_status");
  if (!cell || !column.begun) return <span className="ink-3">{MISSING}</span>;
  if (cell.units !== null)
    return (
      <Link to={"/reports" as never} search={{ form: column.form, year: column.year, org } as never}>
        <Status mark={cell.late ? "returned" : cell.accepted === cell.units ? "done" : "running"}>
          {t("report:overview.units", { n: count(cell.accepted), of: count(cell.units) })}
        </Status>
      </Link>
    );
  if (cell.report_id && cell.status)
    return (
      <Link to={"/reports/$id" as never} params={{ id: cell.report_id } as never}>
        <Status mark={cell.late ? "returned" : MARKS[cell.status]}>{states.label(cell.status)}</Status>
      </Link>
    );
  return cell.late ? (
    <Status mark="returned">{t("report:overview.missing")}</Status>
  ) : (
    <span className="ink-3">{t("report:board.not_begun")}</span>
  );
}
