import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { moment, today as todayAt } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useAccess, useScope } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { PageHead } from "../../../ui/record/PageHead";
import { Scroll } from "../../../ui/scroll/Scroll";
import { figuresOf, linesInScope, type PlacedLine, treeUnder } from "../data";
import { Divided } from "../page/charts/Divided";
import { Ages } from "../page/charts/Made";
import { Running } from "../page/charts/Months";
import { KeyFigures, type Shown } from "../page/KeyFigures";
import { Scope } from "../page/Scope";
import { TreeChoice } from "../page/TreeChoice";
import { type Column, UnitTable } from "../page/UnitTable";
import type { PlaceSearch } from "../search";
import { unitsOf } from "../shapes";
import styles from "../statistic.module.css";
import { Coverage } from "./Coverage";
import { Money } from "./Money";
import { Time } from "./Time";
import { Visits } from "./Visits";

const FILES: readonly Shown[] = [
  { dataset: "households", measure: "households", unit: "household", better: "neither" },
  { dataset: "households", measure: "people", unit: "person", word: "household_people", better: "neither" },
  { dataset: "households", measure: "overdue", unit: "household", word: "review_overdue", better: "fewer" },
  { dataset: "household_changes", measure: "opened", unit: "household", ofYear: true, better: "neither" },
  { dataset: "household_changes", measure: "returned", unit: "household", ofYear: true, better: "fewer" },
  { dataset: "household_changes", measure: "exited", unit: "household", ofYear: true, better: "neither" },
];

const COLUMNS: readonly Column[] = [
  { measure: "households", unit: "household" },
  { measure: "people", unit: "person", word: "household_people" },
  { measure: "overdue", unit: "household", word: "review_overdue" },
  { measure: "opened", unit: "household" },
  { measure: "returned", unit: "household" },
  { measure: "exited", unit: "household" },
];

/** Counted over the running year, or over the period that was chosen. */
const CHANGES = new Set(["opened", "returned", "exited"]);

const NO_LINES: readonly PlacedLine[] = [];

const PARTS = ["category", "file_class", "main_cause", "worker_kind", "age_band", "sex"] as const;

/** Aid in a place: the money, how long it takes, the visits, mutual protection, and the household files (issue 4 section 8). */
export function AidStatsPage() {
  const { t } = useTranslation();
  useTabTitle(t("statistic:aid.title"));
  const search: PlaceSearch = useSearch({ from: "/stats/aid" });
  const go = useNavigate({ from: "/stats/aid" });
  const scope = useScope();
  const today = todayAt(Date.now());
  const year = Number(today.slice(0, 4));
  const set = (next: PlaceSearch) =>
    void go({ search: (before: PlaceSearch) => ({ ...before, ...next }), replace: true });
  const { period } = search;
  const before = { org_id: search.org, tree: search.tree, compare: "last_year" as const };
  const standing = { ...before, period: [period ?? "now"] };
  const within = { ...before, period: [period ?? String(year)] };
  const then = <Each extends Shown | Column>(each: Each) =>
    period && CHANGES.has(each.measure) ? { ...each, word: `${each.measure}_then`, ofYear: false } : each;
  const may = useAccess();
  const lines = useQuery({ ...linesInScope, enabled: may.seeLines }).data ?? NO_LINES;

  const files = useQuery(figuresOf("households", standing));
  const changes = useQuery(figuresOf("household_changes", within)).data;
  const below = { by: ["child"] };
  const filesBelow = useQuery(figuresOf("households", { ...standing, ...below })).data;
  const changesBelow = useQuery(figuresOf("household_changes", { ...within, ...below })).data;

  if (files.error && !files.data) return <ProblemPage problem={files.error} onRetry={() => void files.refetch()} />;
  const name = files.data?.organization_name ?? "";
  // What happened in a period is read anew; files of a month that has ended stand since it was closed, and say so.
  const asOf = changes?.periods[0]?.as_of;
  const byLine = files.data?.tree === "line";
  const enter = (org: string) => set({ org, tree: byLine ? treeUnder(org, lines) : search.tree });
  const chart = { org: search.org, tree: search.tree, place: name };
  const subject = { ...chart, period, year, today, onEnter: enter };
  return (
    <div className={styles.page}>
      <PageHead
        title={t("statistic:aid.title")}
        note={
          <>
            {name}
            {"\u3000"}
            {asOf && t("statistic:as_of", { time: moment(asOf) })}
          </>
        }
      >
        <TreeChoice byLine={byLine} lines={lines} onSet={set} />
      </PageHead>
      <Scope
        search={search}
        name={files.data?.organization_name}
        home={scope.organization.id}
        today={today}
        lines={byLine && may.seeBothTrees ? lines : undefined}
        onSet={set}
      />
      <Scroll className={styles.scroll} label={t("statistic:aid.title")}>
        <Money {...subject} />
        <Time {...subject} />
        <Visits {...subject} />
        <Coverage {...subject} />
        <section className={styles.subject}>
          <h2>{t("statistic:aid.section.files")}</h2>
          <KeyFigures
            shown={FILES.map(then)}
            answers={{ households: files.data, household_changes: changes }}
            today={today}
            size={24}
          />
          <div className={styles.charts}>
            {[0, 1].map((column) => (
              <div className={styles.column} key={column}>
                {PARTS.slice(3 * column, 3 * column + 3).map((dimension) => (
                  <Divided
                    key={dimension}
                    dataset="households"
                    measure="households"
                    dimension={dimension}
                    title={t(`statistic:aid.by.${dimension}`)}
                    unit="household"
                    period={period}
                    today={today}
                    {...chart}
                  />
                ))}
              </div>
            ))}
            <div className={styles.column}>
              <Ages
                title={t("statistic:aid.by.age_and_sex")}
                dataset="households"
                measure="households"
                unit="household"
                period={period}
                {...chart}
              />
              <Divided
                dataset="household_changes"
                measure="exited"
                dimension="exit_reason"
                title={t("statistic:aid.by.exit_reason", { year })}
                unit="household"
                period={String(year)}
                today={today}
                {...chart}
              />
              {(["opened", "exited"] as const).map((measure) => (
                <Running
                  key={measure}
                  dataset="household_changes"
                  measure={measure}
                  title={t(`statistic:aid.running.${measure}`)}
                  unit="household"
                  year={year}
                  {...chart}
                />
              ))}
            </div>
          </div>
          <UnitTable
            columns={COLUMNS.map(then)}
            units={unitsOf(filesBelow, changesBelow)}
            whole={unitsOf(files.data, changes)[0]}
            today={today}
            onEnter={enter}
          />
        </section>
      </Scroll>
    </div>
  );
}
