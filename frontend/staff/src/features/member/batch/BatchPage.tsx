import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { MemberBatchOut, MemberBatchRowOut } from "@unionhome/client/model";
import { count, MISSING, moment } from "@unionhome/words";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useDictionary } from "../../../ui/page/dictionary";
import { useKept, useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { useCursorPages, useTable } from "../../../ui/table/useTable";
import { BatchState } from "./BatchState";
import styles from "./batch.module.css";
import { batchRows, isGoing, PAGE_SIZE } from "./data";
import { Change, useVerb } from "./deeds";
import { useBatch } from "./useBatch";

const route = getRouteApi("/member-batches/$id");
const OUTCOMES = ["cannot", "can", "done", "waiting"] as const;
type Outcome = (typeof OUTCOMES)[number];
const MARKS = { cannot: "returned", can: "waiting", done: "done", waiting: "waiting" } as const;

/** A batch that a job does, from the list of jobs: the same as the dialog, and everybody in it with the reason. */
export function BatchPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { batch, job, busy, problem, carryOut } = useBatch(id);
  const verb = useVerb(batch.data);
  useTabTitle(batch.data && t("member:batch.title", { verb, n: count(batch.data.total) }));
  if (batch.error && !batch.data) return <ProblemPage problem={batch.error} onRetry={() => void batch.refetch()} />;
  if (!batch.data) return null;
  const shown = batch.data;
  const step = shown.steps.find((one) => one.step === "carry_out");
  return (
    <div className={styles.page}>
      <PageHead
        title={t("member:batch.title", { verb, n: count(shown.total) })}
        note={t("member:batch.by", { name: shown.user_name, time: moment(shown.created_at) })}
        marks={<Change change={shown.change} />}
      >
        {step?.allowed && (
          <Button kind="main" busy={busy} onClick={carryOut}>
            {t("member:batch.verb", { verb, n: count(shown.counts.can) })}
          </Button>
        )}
      </PageHead>
      <div className={styles.state}>
        {problem != null && <ProblemStrip boxed problem={problem} />}
        <BatchState batch={shown} job={job} />
      </div>
      {!isGoing(shown) && <Members key={shown.state} batch={shown} />}
    </div>
  );
}

/** Who was in it, by what was said of them. */
function Members({ batch }: { batch: MemberBatchOut }) {
  const { t } = useTranslation();
  const outcomes = useDictionary("member_batch_outcome");
  const there = OUTCOMES.filter((outcome) => batch.counts[outcome] > 0);
  const [kept, setKept] = useKept<Outcome>(`batch.${batch.state}`, there[0] ?? "cannot");
  const outcome = there.includes(kept) ? kept : (there[0] ?? "cannot");
  const pages = useCursorPages(`batch.${batch.id}`, outcome);
  const page = useQuery(batchRows(batch.id, outcome, pages.cursor));
  const table = useTable(`batch.${outcome}`, useRowColumns(outcome));
  return (
    <>
      <RecordTabs
        label={t("member:batch.outcomes")}
        current={outcome}
        onPick={(picked) => setKept(picked as Outcome)}
        tabs={there.map((one) => ({ key: one, label: outcomes.label(one), count: count(batch.counts[one]) }))}
      />
      <DataTable
        label={outcomes.label(outcome)}
        table={table}
        rows={page.data?.items}
        rowKey={rowKey}
        problem={page.error && <ProblemStrip problem={page.error} onRetry={() => void page.refetch()} />}
        empty={<Empty>{t("member:batch.nobody")}</Empty>}
        pager={{
          pages,
          next: page.data?.next_cursor,
          total: batch.counts[outcome],
          size: PAGE_SIZE,
          unit: t("member:unit"),
          refreshing: page.isPlaceholderData,
        }}
      />
    </>
  );
}

const rowKey = (row: MemberBatchRowOut) => String(row.position);

function useRowColumns(outcome: Outcome): readonly Column<MemberBatchRowOut>[] {
  const { t } = useTranslation();
  const outcomes = useDictionary("member_batch_outcome");
  return useMemo(() => {
    const columns: Column<MemberBatchRowOut>[] = [
      {
        key: "name",
        title: t("member:field.name"),
        width: 120,
        lead: true,
        cell: (row) =>
          row.name === null ? (
            MISSING
          ) : (
            <Link to="/members/$id" params={{ id: row.member_id }}>
              {row.name}
            </Link>
          ),
      },
      {
        key: "organization",
        title: t("member:field.organization_id"),
        width: 280,
        cell: (row) => row.organization_name ?? MISSING,
      },
      {
        key: "outcome",
        title: t("member:batch.outcome"),
        width: 112,
        cell: (row) => <Status mark={MARKS[row.outcome as Outcome] ?? "waiting"}>{outcomes.label(row.outcome)}</Status>,
      },
    ];
    if (outcome !== "cannot") return columns;
    const reason: Column<MemberBatchRowOut> = {
      key: "problem",
      title: t("member:batch.reason"),
      min: 240,
      cell: (row) => <span className="ink-2">{row.problem?.detail ?? MISSING}</span>,
    };
    return [...columns, reason];
  }, [t, outcomes, outcome]);
}
