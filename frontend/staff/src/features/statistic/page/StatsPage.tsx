import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { GetDatasetParams } from "@unionhome/client/model";
import { moment, today as todayAt } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { Outlet } from "../../../ui/page/outlet";
import { useAccess, useScope } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { PageHead } from "../../../ui/record/PageHead";
import { Scroll } from "../../../ui/scroll/Scroll";
import { figuresOf, linesInScope, type PlacedLine, peersOf, treeUnder } from "../data";
import type { StatsSearch } from "../search";
import { unitsOf } from "../shapes";
import styles from "../statistic.module.css";
import { WallPage } from "../wall/WallPage";
import { Charts } from "./charts/Charts";
import { KeyFigures, type Shown } from "./KeyFigures";
import { Scope } from "./Scope";
import { TreeChoice } from "./TreeChoice";
import { type Column, UnitTable } from "./UnitTable";

const MAIN: readonly Shown[] = [
  { dataset: "members", measure: "members", unit: "person" },
  { dataset: "members", measure: "joining_rate", unit: "percent", list: "members" },
  { dataset: "members", measure: "complete_rate", unit: "percent", list: "complete" },
  { dataset: "unions", measure: "base_unions", unit: "organization" },
  { dataset: "coverage", measure: "coverage_rate", unit: "percent", list: "covered" },
];
const LED: readonly Shown[] = [{ dataset: "officers", measure: "officers", unit: "person" }];
/** No counter is kept of these: they have no median of peers. */
const LACKING: readonly Shown[] = [
  { dataset: "terms", measure: "due", unit: "organization", better: "neither" },
  { dataset: "terms", measure: "overdue", unit: "organization", better: "fewer" },
  { dataset: "vacancies", measure: "chair", unit: "organization", better: "fewer" },
];

const COLUMNS: readonly Column[] = [
  { measure: "members", unit: "person", compared: true },
  { measure: "joining_rate", unit: "percent", list: "members", compared: true },
  { measure: "complete_rate", unit: "percent", list: "complete" },
  { measure: "card_rate", unit: "percent", list: "carded" },
  { measure: "women", unit: "person" },
  { measure: "migrants", unit: "person" },
  { measure: "new_forms", unit: "person" },
  { measure: "base_unions", unit: "organization" },
  { measure: "coverage_rate", unit: "percent", list: "covered" },
];

const NO_LINES: readonly PlacedLine[] = [];

/** Milliseconds after which a wall reads its figures again. */
const EVERY = 300_000;

/** What the key figures are held against: those of which closed months keep the cells. */
const COMPARED = [...MAIN, ...LED].map((each) => `${each.dataset}.${each.measure}`);

/** The figures of a place: how many, how they moved, who they are, and the same for all that stands below. */
export function StatsPage() {
  const { t } = useTranslation();
  useTabTitle(t("statistic:nav"));
  const search: StatsSearch = useSearch({ from: "/stats" });
  const go = useNavigate({ from: "/stats" });
  const scope = useScope();
  const today = todayAt(Date.now());
  const set = (next: Partial<StatsSearch>) =>
    void go({ search: (before: StatsSearch) => ({ ...before, ...next }), replace: true });
  const place = { org_id: search.org, tree: search.tree, period: [search.period ?? "now"] } satisfies GetDatasetParams;
  const compared = { ...place, compare: "last_year" } satisfies GetDatasetParams;
  const year = Number((search.period ?? today).slice(0, 4));

  const may = useAccess();
  const lines = useQuery({ ...linesInScope, enabled: may.seeLines }).data ?? NO_LINES;
  const wall = search.mode === "wall";
  // Nobody is there to reload a wall.
  const anew = wall ? EVERY : false;
  const members = useQuery({ ...figuresOf("members", compared), refetchInterval: anew });
  const unions = useQuery(figuresOf("unions", { ...compared, measures: ["base_unions"] })).data;
  const coverage = useQuery(figuresOf("coverage", compared)).data;
  const officers = useQuery(figuresOf("officers", compared)).data;
  const terms = useQuery(figuresOf("terms", compared)).data;
  const vacancies = useQuery(figuresOf("vacancies", { ...compared, measures: ["chair"] })).data;
  const trendAsked: GetDatasetParams = {
    org_id: search.org,
    tree: search.tree,
    by: ["month"],
    measures: ["members"],
    period: [String(year - 1), String(year)],
  };
  const trend = useQuery(figuresOf("members", trendAsked)).data;
  const peers = useQuery({
    ...peersOf(search.org, search.period ?? "now", COMPARED),
    enabled: search.tree !== "line",
  }).data;
  const ages = useQuery({ ...figuresOf("members", { ...place, by: ["sex", "age_band"] }), enabled: wall }).data;
  const by = { by: ["child"] };
  const membersBelow = useQuery({ ...figuresOf("members", { ...compared, ...by }), refetchInterval: anew }).data;
  const unionsBelow = useQuery(figuresOf("unions", { ...place, ...by, measures: ["base_unions"] })).data;
  const coverageBelow = useQuery(figuresOf("coverage", { ...place, ...by })).data;

  if (members.error && !members.data)
    return <ProblemPage problem={members.error} onRetry={() => void members.refetch()} />;
  const answers = { members: members.data, unions, coverage, officers, terms, vacancies };
  const units = unitsOf(membersBelow, unionsBelow, coverageBelow);
  const whole = unitsOf(members.data, unions, coverage)[0];
  const state = members.data?.periods[0];
  const name = members.data?.organization_name ?? "";
  const byLine = members.data?.tree === "line";
  const enter = (org: string) => set({ org, tree: byLine ? treeUnder(org, lines) : search.tree });
  if (wall)
    return (
      <WallPage
        shown={MAIN}
        answers={answers}
        units={units}
        placeId={members.data?.organization_id}
        trend={trend}
        ages={ages}
        onLeave={() => set({ mode: undefined })}
      />
    );
  return (
    <div className={styles.page}>
      <PageHead
        title={t("statistic:nav")}
        note={
          members.data && (
            <>
              {members.data.organization_name}
              {"\u3000"}
              {state?.as_of && t("statistic:as_of", { time: moment(state.as_of) })}{" "}
              {state && state.state !== "open" && t(`statistic:state.${state.state}`)}
            </>
          )
        }
      >
        <TreeChoice byLine={byLine} lines={lines} onSet={set} />
        <Button onClick={() => set({ mode: "wall" })}>{t("statistic:wall.enter")}</Button>
      </PageHead>
      <Scope
        search={search}
        name={members.data?.organization_name}
        home={scope.organization.id}
        today={today}
        lines={byLine && may.seeBothTrees ? lines : undefined}
        onSet={set}
      />
      <Scroll className={styles.scroll} label={t("statistic:nav")}>
        <KeyFigures shown={MAIN} answers={answers} peers={peers} today={today} size={28} />
        <KeyFigures shown={[...LED, ...LACKING]} answers={answers} peers={peers} today={today} size={24} />
        {members.data && !byLine && (
          <div className={styles.asked}>
            <Outlet at="statistic.targets" id={members.data.organization_id} />
          </div>
        )}
        {members.data && (
          <Charts
            search={search}
            units={units}
            year={year}
            trend={trend}
            trendAsked={trendAsked}
            place={name}
            placeId={members.data.organization_id}
            today={today}
            byLine={byLine}
            onSet={set}
            onEnter={enter}
          />
        )}
        <UnitTable columns={COLUMNS} units={units} whole={whole} today={today} onEnter={enter} />
      </Scroll>
    </div>
  );
}
