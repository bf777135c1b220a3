import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { GetPivotParams, SavedViewOut } from "@unionhome/client/model";
import { moment, today as todayAt } from "@unionhome/words";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { save } from "../../../ui/export/exports";
import { joined } from "../../../ui/filter/params";
import { useAccess, useScope } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { Menu } from "../../../ui/popover/Menu";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { Scroll } from "../../../ui/scroll/Scroll";
import { SavedViews } from "../../../ui/view/SavedViews";
import { keptOf, sameQuery } from "../../../ui/view/views";
import { catalogue, linesInScope, pivotFile, pivotOf, pivotViews } from "../data";
import { Scope } from "../page/Scope";
import { TreeChoice } from "../page/TreeChoice";
import styles from "../statistic.module.css";
import own from "./builder.module.css";
import { clipOf } from "./cells";
import { Fields } from "./Fields";
import { fits, type Laid } from "./fields";
import { Measures } from "./Measures";
import { PivotChart } from "./PivotChart";
import { PivotTable } from "./PivotTable";
import { DueStrip, ScheduleDialog } from "./Schedule";
import { askedOf, type PivotSearch, SHARES, VIEW_KEYS } from "./search";

/** A table that anybody lays out: a dataset, what is on its rows and columns, which figures, of whom and of when. */
export function BuilderPage() {
  const { t, i18n } = useTranslation();
  useTabTitle(t("statistic:builder.title"));
  const search: PivotSearch = useSearch({ from: "/reports/builder" });
  const go = useNavigate({ from: "/reports/builder" });
  const scope = useScope();
  const may = useAccess();
  const today = todayAt(Date.now());
  const asked = askedOf(search);
  const all = useQuery(catalogue).data?.items ?? [];
  const dataset = all.find(({ code }) => code === asked.dataset);
  const lines = useQuery({ ...linesInScope, enabled: may.seeLines }).data ?? [];
  const params: GetPivotParams = {
    rows: asked.rows,
    columns: asked.columns,
    measures: asked.measures,
    org_id: search.org,
    tree: search.tree,
    period: search.period ?? "now",
    totals: search.totals !== "no",
    share: search.share,
    compare: search.compare,
  };
  const { data, error, refetch } = useQuery(pivotOf(asked.dataset, params));
  const views = useQuery(pivotViews).data ?? [];
  const current = views.find((view) => sameQuery(view.query, keptOf({ ...search }, VIEW_KEYS)));
  const due = views.find((view) => view.id === search.due);
  const [copied, setCopied] = useState(false);
  const [failed, setFailed] = useState<unknown>();
  const [scheduling, setScheduling] = useState<SavedViewOut | null>(null);

  // What was laid out is written down in full: a table that is changed has no default to fall back on.
  const set = (next: Partial<PivotSearch>) => {
    setCopied(false);
    void go({
      search: (before: PivotSearch) => {
        const now = askedOf(before);
        const laid = {
          dataset: now.dataset,
          rows: joined(now.rows),
          columns: joined(now.columns),
          measures: joined(now.measures),
        };
        return { ...before, ...laid, ...next };
      },
      replace: true,
    });
  };
  const lay = (laid: Laid) => set({ rows: joined(laid.rows), columns: joined(laid.columns) });

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is due is opened once, when it is known
  useEffect(() => {
    if (due?.schedule && search.dataset === undefined)
      void go({ search: { ...due.query, period: due.schedule.period, due: due.id }, replace: true });
  }, [due]);

  function choose(code: string) {
    const next = all.find((one) => one.code === code);
    if (!next) return;
    // Divisions that the other dataset has as well stay where they are.
    const stays: { rows: string[]; columns: string[] } = { rows: [], columns: [] };
    for (const place of ["rows", "columns"] as const)
      for (const each of asked[place]) {
        const known = each === "child" || each === "month" || next.dimensions.some((one) => one.code === each);
        if (known && fits(next, [], [...stays.rows, ...stays.columns, each])) stays[place].push(each);
      }
    set({ dataset: code, rows: joined(stays.rows), columns: joined(stays.columns), measures: undefined });
  }

  async function take(form: "xlsx" | "csv") {
    setFailed(undefined);
    try {
      save(await pivotFile(asked.dataset, { ...params, form }), `${data?.organization_name} ${name}.${form}`);
    } catch (refused) {
      setFailed(refused);
    }
  }

  async function copy() {
    if (!data) return;
    setFailed(undefined);
    try {
      await navigator.clipboard.writeText(clipOf(data));
      setCopied(true);
    } catch (refused) {
      setFailed(refused);
    }
  }

  if (error && !data && !dataset) return <ProblemPage problem={error} onRetry={() => void refetch()} />;
  const name = (i18n.language === "en" ? dataset?.en : dataset?.zh) ?? "";
  const byLine = data?.tree === "line";
  return (
    <div className={styles.page}>
      <PageHead
        title={t("statistic:builder.title")}
        note={
          data && (
            <>
              <span translate="no">{data.organization_name}</span>
              {"\u3000"}
              {data.period.as_of && t("statistic:as_of", { time: moment(data.period.as_of) })}{" "}
              {data.period.state !== "open" && t(`statistic:state.${data.period.state}`)}
            </>
          )
        }
      >
        <TreeChoice byLine={byLine} lines={lines} onSet={set} />
        <SavedViews
          noun="pivots"
          search={search}
          keys={VIEW_KEYS}
          onShow={(shown) => void go({ search: { ...(shown as PivotSearch), due: undefined }, replace: true })}
        />
        {current?.steps.some((step) => step.step === "edit" && step.allowed) && (
          <Button kind="text" onClick={() => setScheduling(current)}>
            {t(current.schedule ? "statistic:builder.schedule.set" : "statistic:builder.schedule.verb")}
          </Button>
        )}
        <Button disabled={!data} onClick={() => void copy()}>
          {t(copied ? "statistic:builder.copied" : "statistic:builder.copy")}
        </Button>
        <Menu
          label={t("statistic:builder.export")}
          align="end"
          items={(["xlsx", "csv"] as const).map((form) => ({
            key: form,
            label: t(`statistic:builder.${form}`),
            onPick: () => void take(form),
          }))}
        >
          {(opener) => (
            <Button icon="export" {...opener} disabled={!data}>
              {t("statistic:builder.export")}
            </Button>
          )}
        </Menu>
      </PageHead>
      <Scope
        search={search}
        name={data?.organization_name}
        home={scope.organization.id}
        today={today}
        lines={byLine && may.seeBothTrees ? lines : undefined}
        onSet={set}
      />
      {due?.schedule?.waiting && (
        <DueStrip
          view={due}
          period={due.schedule.period}
          onDone={() => void go({ search: { ...search, due: undefined } })}
        />
      )}
      <div className={own.switches}>
        <label>
          {t("statistic:builder.dataset")}
          <select value={asked.dataset} onChange={(event) => choose(event.target.value)}>
            {all.map((one) => (
              <option key={one.code} value={one.code}>
                {i18n.language === "en" ? one.en : one.zh}
              </option>
            ))}
          </select>
        </label>
        {dataset && (
          <Measures
            dataset={dataset}
            chosen={asked.measures}
            divisions={[...asked.rows, ...asked.columns]}
            onChoose={(measures) => set({ measures: joined(measures) })}
          />
        )}
        <label>
          <input
            type="checkbox"
            checked={search.totals !== "no"}
            onChange={(event) => set({ totals: event.target.checked ? undefined : "no" })}
          />
          {t("statistic:builder.totals")}
        </label>
        <label>
          {t("statistic:builder.share.label")}
          <select
            value={search.share ?? ""}
            onChange={(event) => set({ share: SHARES.find((one) => one === event.target.value) })}
          >
            {["", ...SHARES].map((one) => (
              <option key={one} value={one}>
                {t(`statistic:builder.share.${(one || "none") as "none"}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <input
            type="checkbox"
            checked={search.compare === "last_year"}
            onChange={(event) => set({ compare: event.target.checked ? "last_year" : undefined })}
          />
          {t("statistic:builder.compare")}
        </label>
      </div>
      {dataset && (
        <Fields
          dataset={dataset}
          measures={asked.measures}
          laid={{ rows: asked.rows, columns: asked.columns }}
          onLay={lay}
        />
      )}
      {failed !== undefined && <ProblemStrip boxed problem={failed} />}
      {error && <ProblemStrip boxed problem={error} onRetry={() => void refetch()} />}
      <Scroll className={styles.scroll} label={t("statistic:builder.title")}>
        {data && !error && (
          <div className={own.body}>
            <div className={own.wide}>
              <PivotTable pivot={data} label={name} today={today} />
              <p className={`${styles.foot} ${own.switches}`}>{t("statistic:builder.about")}</p>
            </div>
            <div className={own.side}>
              <PivotChart pivot={data} workbook={() => pivotFile(asked.dataset, { ...params, form: "xlsx" })} />
            </div>
          </div>
        )}
      </Scroll>
      {scheduling && <ScheduleDialog view={scheduling} onClose={() => setScheduling(null)} />}
    </div>
  );
}
