import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { NeedsProgressRow } from "@unionhome/client/model";
import { count, moment, percent, today } from "@unionhome/words";
import { Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { RankedBars } from "../../ui/figure/RankedBars";
import { useAccess } from "../../ui/page/person";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { Scroll } from "../../ui/scroll/Scroll";
import { Status } from "../../ui/status/Status";
import { progressOf } from "./data";
import styles from "./needs.module.css";
import { SurveyDialog } from "./SurveyDialog";
import type { NeedsSearch } from "./search";

const BACK = 4;
/** Unions from here on down are units themselves: nothing below them is entered. */
const BASIC = 4;
const COLUMNS = ["households", "owing", "surveyed", "rate", "surveys", "measures", "done", "overdue"] as const;

interface ProgressProps {
  head: ReactNode;
  under: string | undefined;
  year: number | undefined;
}

/** How many of the unions with households on file were surveyed in the year, by the unions directly below. */
export function Progress({ head, under, year: asked }: ProgressProps) {
  const { t } = useTranslation();
  const go = useNavigate({ from: "/aid/needs" });
  const now = Number(today(Date.now()).slice(0, 4));
  const year = asked ?? now;
  const { data, error, refetch } = useQuery(progressOf(under, year));
  const set = (change: Partial<NeedsSearch>) =>
    void go({ search: (before: NeedsSearch) => ({ ...before, ...change }), replace: false });
  return (
    <div className={styles.page}>
      {head}
      {error && <ProblemStrip problem={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <p className={styles.about}>
            {under !== undefined && (
              <Button kind="text" icon="left" onClick={() => set({ under_id: undefined })}>
                {t("needs:progress.back")}
              </Button>
            )}
            <b translate="no">{data.organization_name}</b>
            <Select
              size="small"
              aria-label={t("needs:progress.year")}
              value={year}
              options={Array.from({ length: BACK + 1 }, (_, index) => ({
                value: now - index,
                label: t("needs:progress.of_year", { year: String(now - index) }),
              }))}
              onChange={(picked: number) => set({ year: picked === now ? undefined : picked })}
            />
            <span>
              {t("needs:progress.sum", {
                surveyed: count(data.total.surveyed),
                of: count(data.total.owing),
                done: count(data.total.done),
                measures: count(data.total.measures),
              })}
            </span>
            {data.total.overdue > 0 && (
              <Status mark="returned">{t("needs:progress.overdue", { n: count(data.total.overdue) })}</Status>
            )}
            <span className="ink-3 small">{t("needs:progress.as_of", { time: moment(data.as_of) })}</span>
          </p>
          <Below rows={data.items} self={data.organization_id} year={year} onEnter={(id) => set({ under_id: id })} />
        </>
      )}
    </div>
  );
}

interface BelowProps {
  rows: readonly NeedsProgressRow[];
  /** The union that is looked at: its own row leads nowhere. */
  self: string;
  year: number;
  onEnter(id: string): void;
}

function Below({ rows, self, year, onEnter }: BelowProps) {
  const { t } = useTranslation();
  const may = useAccess();
  const [entering, setEntering] = useState<NeedsProgressRow>();
  if (rows.length === 0) return <p className={styles.none}>{t("needs:progress.none")}</p>;
  return (
    <Scroll className={styles.scroll} label={t("needs:view.progress")}>
      <RankedBars
        label={t("needs:progress.bars")}
        bars={rows.map((row) => ({
          key: row.organization_id,
          label: <span translate="no">{row.organization_name}</span>,
          value: row.surveyed,
          before: row.owing,
          text: `${count(row.surveyed)}/${count(row.owing)}`,
        }))}
      />
      <table className={styles.sheet}>
        <thead>
          <tr>
            <th scope="col">{t("needs:column.organization")}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" data-end>
                {t(`needs:progress.column.${column}`)}
              </th>
            ))}
            <th scope="col" aria-label={t("needs:enter.verb")} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.organization_id}>
              <td>
                {row.organization_id === self || row.level >= BASIC ? (
                  <Link to="/organizations/$id" params={{ id: row.organization_id }} translate="no">
                    {row.organization_name}
                  </Link>
                ) : (
                  <button
                    type="button"
                    className={styles.enter}
                    translate="no"
                    onClick={() => onEnter(row.organization_id)}
                  >
                    {row.organization_name}
                  </button>
                )}
              </td>
              {COLUMNS.map((column) => (
                <td key={column} data-end className={column === "overdue" && row.overdue > 0 ? "bad" : undefined}>
                  {column === "rate" ? percent(row.surveyed, row.owing).text : count(row[column])}
                </td>
              ))}
              <td>
                {may.editHouseholds && row.level >= BASIC && row.surveyed < row.owing && (
                  <Button kind="text" icon="plus" onClick={() => setEntering(row)}>
                    {t("needs:enter.verb")}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.none}>{t("needs:progress.note", { year: String(year) })}</p>
      {entering && (
        <SurveyDialog
          union={{ id: entering.organization_id, label: entering.organization_name }}
          onClose={() => setEntering(undefined)}
        />
      )}
    </Scroll>
  );
}
