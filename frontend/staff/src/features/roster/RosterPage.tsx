import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import { cancelJob } from "@unionhome/client/jobs";
import type { RosterOut, RosterRowOut } from "@unionhome/client/model";
import { commitRoster, getWrongRows } from "@unionhome/client/rosters";
import { count, MISSING } from "@unionhome/words";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { JobProgress } from "../../ui/job/JobProgress";
import { isOver, shownJob, useJob } from "../../ui/job/useJob";
import { useKept, useTabTitle } from "../../ui/page/tab";
import { ProblemPage } from "../../ui/problem/ProblemPage";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { PageHead } from "../../ui/record/PageHead";
import type { Column } from "../../ui/table/columns";
import { DataTable } from "../../ui/table/DataTable";
import { Empty } from "../../ui/table/Empty";
import { useCursorPages, useTable } from "../../ui/table/useTable";
import { Counts, type RowState, STATES } from "./Counts";
import { oneRoster, PAGE_SIZE, ROSTERS, rosterRows, save } from "./data";
import { jobSource } from "./jobSource";
import { Road, type RoadStep } from "./Road";
import styles from "./roster.module.css";

const route = getRouteApi("/rosters/$id");
const ROAD: Record<string, RoadStep> = {
  checking: "check",
  checked: "import",
  committing: "import",
  committed: "result",
};

export function RosterPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const queries = useQueryClient();
  const roster = useQuery(oneRoster(id));
  const job = useJob(roster.data?.job_id ?? null, jobSource);
  const over = job.data ? isOver(job.data) : false;
  useTabTitle(roster.data && t("roster:title", { union: roster.data.organization_name }));

  // The job's end is the roster's next state.
  useEffect(() => {
    if (!over) return;
    void queries.invalidateQueries({ queryKey: ROSTERS });
    void queries.invalidateQueries({ queryKey: ["jobs"] });
    void queries.invalidateQueries({ queryKey: ["members"] });
  }, [over, queries]);

  if (roster.error) return <ProblemPage problem={roster.error} onRetry={() => void roster.refetch()} />;
  if (!roster.data) return null;
  const going = roster.data.state === "checking" || roster.data.state === "committing";
  return (
    <div className={styles.page}>
      <PageHead title={t("roster:nav.new")} note={roster.data.file_name}>
        <Road at={ROAD[roster.data.state] ?? "check"} />
      </PageHead>
      {going && job.data && (
        <div className={styles.going}>
          <JobProgress
            title={t(`roster:going.${roster.data.state as "checking" | "committing"}`, {
              union: roster.data.organization_name,
            })}
            job={shownJob(job.data)}
            onCancel={job.data.cancel_requested ? undefined : () => void cancelJob(job.data.id)}
          />
          <p className="note ink-3">{t("roster:may_leave")}</p>
        </div>
      )}
      {roster.data.state === "failed" && <Failed problem={job.data?.problem} />}
      {!going && roster.data.state !== "failed" && (
        <Result
          key={roster.data.state}
          roster={roster.data}
          onBegun={() => void queries.invalidateQueries({ queryKey: oneRoster(id).queryKey })}
        />
      )}
    </div>
  );
}

function Failed({ problem }: { problem: unknown }) {
  const { t } = useTranslation();
  const shown = problem ? { status: 409, request_id: null, errors: [], retry_after: null, ...problem } : undefined;
  return (
    <div className={styles.going}>
      <ProblemStrip boxed problem={shown} lead={t("roster:failed")} />
      <p>
        <Link to="/rosters/new">{t("roster:again")}</Link>
      </p>
    </div>
  );
}

/** The verdicts as tabs, the rows of one of them, and the one blue button: take in the good ones. */
function Result({ roster, onBegun }: { roster: RosterOut; onBegun(): void }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const counts = roster.counts;
  const first = STATES.find((state) => state !== "imported" && state !== "new" && counts[state] > 0);
  const usual = counts.wrong > 0 ? "wrong" : (first ?? (roster.state === "committed" ? "imported" : "new"));
  const [state, setState] = useKept<RowState>(`roster.${roster.state}`, usual);
  const pages = useCursorPages(`roster.${roster.id}`, state);
  const page = useQuery(rosterRows(roster.id, state, pages.cursor));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const table = useTable(`roster.${state}`, useRowColumns(state));
  const commit = roster.steps.find((step) => step.step === "commit");
  const refused = counts.wrong + counts.duplicate + counts.elsewhere;

  async function take() {
    setBusy(true);
    setProblem(undefined);
    try {
      await commitRoster(roster.id, ifMatch(roster));
      onBegun();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  }

  async function download() {
    try {
      save(await getWrongRows(roster.id), t("roster:wrong_name"));
    } catch (error) {
      setProblem(error);
    }
  }

  return (
    <>
      {problem !== undefined && <ProblemStrip problem={problem} />}
      <Counts counts={counts} committed={roster.state === "committed"} current={state} onPick={setState} />
      <div className={styles.told}>
        <span>{t(`roster:told.${state}`)}</span>
        {roster.ignored.length > 0 && (
          <span className="ink-3">{t("roster:ignored", { columns: roster.ignored.join(t("roster:and")) })}</span>
        )}
        {refused > 0 && (
          <Button kind="text" icon="export" onClick={download}>
            {t("roster:wrong_rows")}
          </Button>
        )}
      </div>
      <DataTable
        label={t(`roster:state.${state}`)}
        table={table}
        rows={page.data?.items}
        rowKey={rowKey}
        problem={page.error && <ProblemStrip problem={page.error} onRetry={() => void page.refetch()} />}
        empty={<Empty>{t("roster:no_rows")}</Empty>}
        pager={{
          pages,
          next: page.data?.next_cursor,
          total: counts[state],
          size: PAGE_SIZE,
          unit: t("roster:unit"),
          refreshing: page.isPlaceholderData,
        }}
      />
      <footer className={styles.foot}>
        <span className="ink-2">
          {roster.state === "committed"
            ? t("roster:committed", { count: counts.imported })
            : t(refused > 0 ? "roster:left_out" : "roster:all_good", { count: refused })}
        </span>
        <Button size={32} onClick={() => void go({ to: "/rosters/new" })}>
          {t("roster:again")}
        </Button>
        {roster.state === "committed" ? (
          <Button
            size={32}
            kind="main"
            onClick={() => void go({ to: `/members?org=${roster.organization_id}&sort=-created` as never })}
          >
            {t("roster:see_members")}
          </Button>
        ) : (
          commit && (
            <Button
              size={32}
              kind="main"
              busy={busy}
              disabled={!commit.allowed}
              title={commit.reason ?? undefined}
              onClick={take}
            >
              {t(refused > 0 ? "roster:take_good" : "roster:take_all", { n: count(counts.new) })}
            </Button>
          )
        )}
      </footer>
    </>
  );
}

const rowKey = (row: RosterRowOut) => String(row.line);
const KEY_FIELDS = ["name", "id_number", "phone", "kind", "joined_on"];

function useRowColumns(state: RowState): readonly Column<RosterRowOut>[] {
  const { t } = useTranslation();
  return useMemo(() => {
    const faulty = (row: RosterRowOut, field: string) => row.problems.some((problem) => problem.field === field);
    const cell = (field: string): Column<RosterRowOut> => ({
      key: field,
      title: t(`roster:field.${field}`),
      width: { name: 84, id_number: 168, phone: 120, kind: 104, joined_on: 104 }[field],
      cell: (row) => {
        const value = row.fields.find((one) => one.field === field)?.value || MISSING;
        return faulty(row, field) ? <span className={styles.wrong}>{value}</span> : value;
      },
    });
    return [
      { key: "line", title: t("roster:field.line"), width: 72, align: "end", lead: true, cell: (row) => row.line },
      ...KEY_FIELDS.map(cell),
      {
        key: "organization",
        title: t("roster:field.organization"),
        width: state === "wrong" ? 160 : undefined,
        min: 160,
        cell: (row) => <span className="ink-2">{row.organization_name ?? MISSING}</span>,
      },
      {
        key: "problems",
        title: t("roster:field.problems"),
        min: 240,
        extra: state === "new" || state === "imported",
        cell: (row) => <Problems row={row} />,
      },
    ];
  }, [t, state]);
}

/** "C 列 证件号码：校验位不对"; whoever is registered already is one click away. */
function Problems({ row }: { row: RosterRowOut }) {
  const { t } = useTranslation();
  const words = row.problems.map((one) =>
    one.column ? t("roster:problem", { column: one.column, title: one.title, detail: one.detail }) : one.detail,
  );
  return (
    <span title={words.join("\n")}>
      {row.member_id && (
        <>
          <Link to={`/members/${row.member_id}` as never}>{t("roster:open_member")}</Link>&ensp;
        </>
      )}
      {words.join(t("roster:semicolon")) || (row.member_id ? "" : MISSING)}
    </span>
  );
}
