import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { DemandSummaryRow, DemandSums } from "@unionhome/client/model";
import { count, moment, monthDay, percent } from "@unionhome/words";
import { type CSSProperties, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { Meter } from "../../../ui/figure/Meter";
import { FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { Scroll } from "../../../ui/scroll/Scroll";
import { summaryOf } from "../data";
import type { TripSearch } from "../search";
import styles from "../trip.module.css";
import { added, daysOf, matrixOf, seated, short } from "./sums";
import { useSeasonFilter } from "./useSeasonFilter";

interface SummaryProps {
  head: ReactNode;
  search: TripSearch;
  onSet(change: Partial<TripSearch>): void;
}

/** The table for the railway: who wants to go where on which day, and how far seats are found; below it by union. */
export function Summary({ head, search, onSet }: SummaryProps) {
  const { t } = useTranslation();
  const season = useSeasonFilter(search.year, (year) => onSet({ year }));
  const [way, setWay] = useState<readonly string[]>([]);
  const under = way.at(-1);
  const table = useQuery(summaryOf("province_day", search.year, under));
  const unions = useQuery(summaryOf("child", search.year, under));
  const refused = table.error ?? unions.error;
  return (
    <div className={styles.page}>
      {head}
      <FilterBar filters={[season]} />
      <Scroll className={styles.scroll} label={t("trip:view.summary")}>
        {refused && !table.data && <ProblemPage problem={refused} onRetry={() => void table.refetch()} />}
        {table.data && (
          <>
            <p className={styles.about}>
              {way.length > 0 && (
                <Button kind="text" icon="left" onClick={() => setWay(way.slice(0, -1))}>
                  {t("trip:sum.back")}
                </Button>
              )}
              <b translate="no">{table.data.organization_name}</b>
              <span>{t("trip:sum.line", said(table.data.total))}</span>
              <Coverage sums={table.data.total} width={120} />
              <span className="ink-3 small">{t("trip:sum.as_of", { time: moment(table.data.as_of) })}</span>
            </p>
            {table.data.items.length === 0 ? (
              <p className={styles.none}>{t("trip:demand.none")}</p>
            ) : (
              <Matrix rows={table.data.items} year={search.year} />
            )}
          </>
        )}
        {unions.data && unions.data.items.length > 0 && (
          <Unions rows={unions.data.items} top={unions.data.organization_id} onEnter={(id) => setWay([...way, id])} />
        )}
      </Scroll>
    </div>
  );
}

const said = (sums: DemandSums) => ({
  people: count(sums.people),
  driving: count(sums.driving),
  allotted: count(sums.allotted),
  confirmed: count(sums.confirmed),
  travelled: count(sums.travelled),
});

/** Seats given of those who need one. */
function Coverage({ sums, width }: { sums: DemandSums; width: number }) {
  const { t } = useTranslation();
  const wanted = seated(sums);
  const share = percent(sums.allotted, wanted);
  if (wanted === 0) return <span className="ink-3">—</span>;
  return (
    <span className={styles.coverage} title={share.basis}>
      <Meter part={sums.allotted / wanted} label={t("trip:sum.coverage")} width={width} lowBelow={0.5} />
      {share.text}
    </span>
  );
}

/** Provinces by days. The more people the darker; below the number how many have no seat yet. */
function Matrix({ rows, year }: { rows: readonly DemandSummaryRow[]; year: number | undefined }) {
  const { t } = useTranslation();
  const provinces = useDictionary("province");
  const days = daysOf(rows);
  const lines = matrixOf(rows);
  const most = Math.max(1, ...rows.map((row) => row.people));
  return (
    <div className={styles.wide}>
      <table className={styles.sheet} aria-label={t("trip:sum.matrix")}>
        <thead>
          <tr>
            <th scope="col">{t("trip:demand.province")}</th>
            <th scope="col" data-end>
              {t("trip:demand.people")}
            </th>
            <th scope="col">{t("trip:sum.coverage")}</th>
            {days.map((day) => (
              <th key={day} scope="col" data-day>
                {monthDay(day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ province, total, cells }) => (
            <tr key={province}>
              <th scope="row">
                <Link to="/return-trips" search={{ province, year }}>
                  {provinces.label(province)}
                </Link>
              </th>
              <td data-end>{count(total.people)}</td>
              <td>
                <Coverage sums={total} width={72} />
              </td>
              {days.map((day) => {
                const cell = cells.get(day);
                return (
                  <td key={day} data-day style={{ "--heat": (cell?.people ?? 0) / most } as CSSProperties}>
                    {cell && (
                      <Link to="/return-trips" search={{ province, year, days: `${day}~${day}` }}>
                        <b>{count(cell.people)}</b>
                        {short(cell) > 0 && <small>{t("trip:sum.short", { n: count(short(cell)) })}</small>}
                      </Link>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
          <tr data-sum>
            <th scope="row">{t("trip:sum.all")}</th>
            <td data-end>{count(added(rows).people)}</td>
            <td>
              <Coverage sums={added(rows)} width={72} />
            </td>
            {days.map((day) => {
              const sums = added(rows.filter((row) => row.travel_on === day));
              return (
                <td key={day} data-day>
                  <b>{count(sums.people)}</b>
                  {short(sums) > 0 && <small>{t("trip:sum.short", { n: count(short(sums)) })}</small>}
                </td>
              );
            })}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

interface UnionsProps {
  rows: readonly DemandSummaryRow[];
  top: string;
  onEnter(id: string): void;
}

/** The same by union below: whoever has the most people without a seat is seen at once. */
function Unions({ rows, top, onEnter }: UnionsProps) {
  const { t } = useTranslation();
  return (
    <table className={styles.sheet} aria-label={t("trip:sum.unions")}>
      <thead>
        <tr>
          <th scope="col">{t("trip:demand.organization")}</th>
          {(["people", "driving", "allotted", "confirmed", "short", "travelled"] as const).map((key) => (
            <th key={key} scope="col" data-end>
              {t(`trip:sum.column.${key}`)}
            </th>
          ))}
          <th scope="col">{t("trip:sum.coverage")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.organization_id}>
            <th scope="row">
              {row.organization_id === null || row.organization_id === top ? (
                <span translate="no">{row.organization_name}</span>
              ) : (
                <button
                  type="button"
                  className={styles.open}
                  translate="no"
                  onClick={() => onEnter(row.organization_id as string)}
                >
                  {row.organization_name}
                </button>
              )}
            </th>
            <td data-end>{count(row.people)}</td>
            <td data-end>{count(row.driving)}</td>
            <td data-end>{count(row.allotted)}</td>
            <td data-end>{count(row.confirmed)}</td>
            <td data-end>{count(short(row))}</td>
            <td data-end>{count(row.travelled)}</td>
            <td>
              <Coverage sums={row} width={120} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
