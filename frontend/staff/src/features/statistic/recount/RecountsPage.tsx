import { useQuery, useQueryClient } from "@tanstack/react-query";
import { follow } from "@unionhome/client";
import { getJob } from "@unionhome/client/jobs";
import type { JobOut, RecountOut } from "@unionhome/client/model";
import { askRecount } from "@unionhome/client/statistics";
import { count, moment } from "@unionhome/words";
import type { TFunction } from "i18next";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { JobProgress } from "../../../ui/job/JobProgress";
import { isOver, type JobSource, shownJob, useJob } from "../../../ui/job/useJob";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { ListPage } from "../../../ui/table/ListPage";
import { useCursorPages, useTable } from "../../../ui/table/useTable";
import { RECOUNTS, recountsPage, STATISTICS } from "../data";
import styles from "../statistic.module.css";

const SIZE = 50;
const jobSource: JobSource<JobOut> = {
  get: getJob,
  follow: (id, onEvent, signal) => follow(`/jobs/${id}/events`, onEvent, signal),
};

/** What held the counters against the register, what differed, and how it is mended (issue 3 section 3). */
export function RecountsPage() {
  const { t } = useTranslation();
  useTabTitle(t("statistic:recount.title"));
  const queries = useQueryClient();
  const pages = useCursorPages(RECOUNTS, "");
  const page = useQuery(recountsPage(pages.cursor));
  const [current, setCurrent] = useState<string | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>();
  const [mending, setMending] = useState(false);
  const job = useJob(asked, jobSource).data;
  const over = job !== undefined && isOver(job);
  const table = useTable(RECOUNTS, useColumns());
  useEffect(() => {
    if (over)
      for (const key of [RECOUNTS, STATISTICS, "workbench"]) void queries.invalidateQueries({ queryKey: [key] });
  }, [over, queries]);

  const ask = async (mend: boolean) => {
    setAsked((await askRecount({ mend })).id);
    void queries.invalidateQueries({ queryKey: ["jobs"] });
  };
  const recounts = page.data?.items;
  const last = pages.number === 1 ? recounts?.[0] : undefined;
  const shown = recounts?.find((one) => one.id === current) ?? last;
  const going = job !== undefined && !over;
  return (
    <ListPage
      head={
        <PageHead title={t("statistic:recount.title")} note={t("statistic:recount.why")}>
          {last && last.differing > 0 && !last.mended && (
            <Button disabled={going} onClick={() => setMending(true)}>
              {t("statistic:recount.mend")}
            </Button>
          )}
          <Button
            kind="main"
            icon="refresh"
            busy={going}
            onClick={() => {
              setProblem(undefined);
              ask(false).catch(setProblem);
            }}
          >
            {t("statistic:recount.ask")}
          </Button>
        </PageHead>
      }
    >
      <DataTable
        label={t("statistic:recount.title")}
        table={table}
        rows={recounts}
        rowKey={(one) => one.id}
        current={current}
        onCurrent={setCurrent}
        problem={page.error && <ProblemStrip problem={page.error} onRetry={() => void page.refetch()} />}
        empty={<Empty>{t("statistic:recount.none")}</Empty>}
        pager={{
          pages,
          next: page.data?.next_cursor,
          total: page.data && pages.number === 1 && !page.data.next_cursor ? page.data.items.length : null,
          size: SIZE,
          unit: t("statistic:recount.unit"),
          refreshing: page.isPlaceholderData,
        }}
      />
      {(problem !== undefined || going || job?.problem || (shown && shown.differing > 0)) && (
        <aside className={styles.beside}>
          {problem !== undefined && <ProblemStrip boxed problem={problem} />}
          {job && (going || job.problem) && <JobProgress title={t("job:kind.statistic_recount")} job={shownJob(job)} />}
          {shown && shown.differing > 0 && <Differences recount={shown} />}
        </aside>
      )}
      {mending && (
        <ConfirmAct
          kind="plain"
          title={t("statistic:recount.mend")}
          verb={t("statistic:recount.mend")}
          effect={t("statistic:recount.mend_effect")}
          act={() => ask(true)}
          onClose={() => setMending(false)}
        />
      )}
    </ListPage>
  );
}

function useColumns(): readonly Column<RecountOut>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { key: "at", title: t("statistic:recount.field.at"), width: 150, lead: true, cell: (one) => moment(one.at) },
      {
        key: "by",
        title: t("statistic:recount.field.by"),
        width: 140,
        cell: (one) => one.user_name || t("statistic:recount.night"),
      },
      {
        key: "compared",
        title: t("statistic:recount.field.compared"),
        width: 140,
        align: "end",
        cell: (one) => count(one.compared),
      },
      {
        key: "outcome",
        title: t("statistic:recount.field.outcome"),
        min: 200,
        cell: (one) => <Status mark={one.differing > 0 && !one.mended ? "returned" : "done"}>{outcome(t, one)}</Status>,
      },
    ],
    [t],
  );
}

function outcome(t: TFunction, { differing, mended }: RecountOut): string {
  if (differing === 0) return t("statistic:recount.ok");
  return t(mended ? "statistic:recount.mended" : "statistic:recount.differs", { n: count(differing) });
}

function Differences({ recount }: { recount: RecountOut }) {
  const { t } = useTranslation();
  const rest = recount.differing - recount.first.length;
  return (
    <>
      <table className={styles.differences}>
        <caption>{t("statistic:recount.first", { time: moment(recount.at) })}</caption>
        <thead>
          <tr>
            <th>{t("statistic:recount.figure.union")}</th>
            <th>{t("statistic:recount.figure.cell")}</th>
            <th>{t("statistic:recount.figure.kept")}</th>
            <th>{t("statistic:recount.figure.counted")}</th>
          </tr>
        </thead>
        <tbody>
          {recount.first.map((each) => (
            <tr key={each.organization_id + each.cell}>
              <td>{each.organization_name}</td>
              <td>{each.figure}</td>
              <td>{count(each.kept)}</td>
              <td>{count(each.counted)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && <p className="note ink-3">{t("statistic:recount.rest", { n: count(rest) })}</p>}
    </>
  );
}
