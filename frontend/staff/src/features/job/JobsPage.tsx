import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { cancelJob } from "@unionhome/client/jobs";
import type { JobOut } from "@unionhome/client/model";
import { count, MISSING, moment } from "@unionhome/words";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { DownloadOf } from "../../ui/export/ExportDownload";
import { ExportPassword } from "../../ui/export/ExportPassword";
import { exportOf, isClosed } from "../../ui/export/exports";
import { Meter } from "../../ui/figure/Meter";
import { isOver } from "../../ui/job/useJob";
import { useDictionary } from "../../ui/page/dictionary";
import { useTabTitle } from "../../ui/page/tab";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { PageHead } from "../../ui/record/PageHead";
import { Status } from "../../ui/status/Status";
import type { Column } from "../../ui/table/columns";
import { DataTable } from "../../ui/table/DataTable";
import { Empty } from "../../ui/table/Empty";
import { ListPage } from "../../ui/table/ListPage";
import { useCursorPages, useTable } from "../../ui/table/useTable";
import { JOBS, jobsPage, look, MARKS, PAGE_SIZE, resultOf } from "./data";
import { useTelling } from "./telling";

/** One's own long work: how far, what came of it, stop. */
export function JobsPage() {
  const { t } = useTranslation();
  useTabTitle(t("job:nav.list"));
  const queries = useQueryClient();
  const pages = useCursorPages("jobs", "");
  const page = useQuery(jobsPage(pages.cursor));
  const [current, setCurrent] = useState<string | null>(null);
  const [stopping, setStopping] = useState<JobOut | null>(null);
  const telling = useTelling();
  const shown = page.data?.items;
  // What stands here with its outcome has been looked at.
  useEffect(() => void (shown && look(queries, shown)), [shown, queries]);
  const table = useTable("jobs", useColumns());
  return (
    <ListPage head={<PageHead title={t("job:nav.list")} />}>
      <DataTable
        label={t("job:nav.list")}
        table={table}
        rows={page.data?.items}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        rowVerb={(job) =>
          exportOf(job) ? (
            <>
              {isClosed(job) && <ExportPassword id={exportOf(job) as string} />}
              <DownloadOf id={exportOf(job) as string} />
            </>
          ) : !isOver(job) && !job.cancel_requested ? (
            <Button kind="text" destructive onClick={() => setStopping(job)}>
              {t("job:stop")}
            </Button>
          ) : null
        }
        problem={page.error && <ProblemStrip problem={page.error} onRetry={() => void page.refetch()} />}
        empty={<Empty>{t("job:none")}</Empty>}
        pager={{
          pages,
          next: page.data?.next_cursor,
          total: page.data && pages.number === 1 && !page.data.next_cursor ? page.data.items.length : null,
          size: PAGE_SIZE,
          unit: t("job:unit"),
          refreshing: page.isPlaceholderData,
        }}
      />
      {stopping && (
        <ConfirmAct
          title={t("job:stop_title", { kind: telling.name(stopping) })}
          verb={t("job:stop")}
          effect={t("job:stop_effect")}
          act={async () => {
            await cancelJob(stopping.id);
            void queries.invalidateQueries({ queryKey: JOBS });
          }}
          onClose={() => setStopping(null)}
        />
      )}
    </ListPage>
  );
}

const rowKey = (job: JobOut) => job.id;

function useColumns(): readonly Column<JobOut>[] {
  const { t } = useTranslation();
  const states = useDictionary("job_state");
  const telling = useTelling();
  return useMemo(
    () => [
      {
        key: "kind",
        title: t("job:field.kind"),
        width: 160,
        lead: true,
        cell: (job) => {
          const words = telling.name(job);
          const to = resultOf(job);
          return to ? <Link to={to as never}>{words}</Link> : words;
        },
      },
      {
        key: "state",
        title: t("job:field.state"),
        width: 112,
        cell: (job) => <Status mark={MARKS[job.state] ?? "running"}>{states.label(job.state)}</Status>,
      },
      {
        key: "progress",
        title: t("job:field.progress"),
        width: 220,
        cell: ({ progress: { done, total } }) =>
          total ? (
            <>
              <Meter part={done / total} label={t("job:field.progress")} width={96} />
              &ensp;{count(done)} / {count(total)}
            </>
          ) : (
            MISSING
          ),
      },
      {
        key: "message",
        title: t("job:field.message"),
        min: 200,
        cell: (job) => (
          <span className="ink-2" title={job.problem?.detail}>
            {job.problem?.detail ?? (telling.outcome(job) || job.progress.message)}
          </span>
        ),
      },
      { key: "created_at", title: t("job:field.created_at"), width: 140, cell: (job) => moment(job.created_at) },
      { key: "ended_at", title: t("job:field.ended_at"), width: 140, cell: (job) => moment(job.ended_at) },
    ],
    [t, states, telling],
  );
}
