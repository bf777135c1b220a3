import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { JobOut } from "@unionhome/client/model";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { BarTool } from "../../ui/button/BarTool";
import { DownloadOf } from "../../ui/export/ExportDownload";
import { ExportPassword } from "../../ui/export/ExportPassword";
import { exportOf, isClosed } from "../../ui/export/exports";
import { JobProgress } from "../../ui/job/JobProgress";
import { isOver, shownJob } from "../../ui/job/useJob";
import { useOpen } from "../../ui/page/open";
import { usePerson } from "../../ui/page/person";
import { Popover } from "../../ui/popover/Popover";
import { isInFront, isNews, latestJobs, look, newsOfJobs, resultOf } from "./data";
import { JobNotice } from "./JobNotice";
import styles from "./job.module.css";
import { useTelling } from "./telling";
import { untold } from "./told";

const SHOWN = 5;
const NONE: readonly JobOut[] = [];

/** What runs now and what ended last, from every page. */
export function JobsTool() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const open = useOpen();
  const button = useRef<HTMLButtonElement>(null);
  const [shown, setShown] = useState(false);
  const { running, ended } = useNews();
  const told = useToldOnce(ended);
  // As many lines as there was news when it was opened: looking at them takes none away.
  const [lines, setLines] = useState(SHOWN);
  const latest = useQuery({ ...latestJobs, enabled: shown }).data?.items;
  const jobs = (latest ?? running.concat(ended)).slice(0, lines);
  const unseen = shown && latest ? jobs.filter(isNews) : [];
  // biome-ignore lint/correctness/useExhaustiveDependencies: when there are others
  useEffect(() => void look(queries, unseen), [unseen.map((job) => job.id).join()]);
  const show = () => {
    setLines(Math.max(SHOWN, running.length + ended.length));
    setShown(true);
    told.close();
  };
  const go = (to: string) => {
    setShown(false);
    open(to);
  };
  const lookAt = (news: readonly JobOut[]) => {
    const [only] = news;
    const to = news.length === 1 && only ? resultOf(only) : null;
    if (!to) return show();
    told.close();
    void look(queries, news);
    open(to);
  };
  const note = [
    running.length > 0 && t("job:running", { n: running.length }),
    ended.length > 0 && t("job:unseen", { n: ended.length }),
  ].filter(Boolean);
  return (
    <>
      <BarTool
        ref={button}
        icon="jobs"
        label={t("job:nav.tool")}
        count={running.length}
        news={ended.length}
        note={note.length > 0 ? note.join(t("job:and")) : undefined}
        aria-expanded={shown}
        onClick={() => (shown ? setShown(false) : show())}
      />
      <JobNotice ended={told.ended} onLook={() => lookAt(told.ended)} onClose={told.close} />
      <Popover anchor={button} open={shown} onClose={() => setShown(false)} align="end" label={t("job:nav.tool")}>
        <div className={styles.tool}>
          {jobs.length === 0 && <p className="small ink-2">{t("job:none")}</p>}
          {jobs.map((job) => (
            <Line key={job.id} job={job} onGo={go} />
          ))}
          <button type="button" className={styles.link} onClick={() => go("/jobs")}>
            {t("job:all")}
          </button>
        </div>
      </Popover>
    </>
  );
}

/** What goes on and what ended unseen. What the page in front shows is looked at and no news. */
function useNews() {
  const queries = useQueryClient();
  const news = useQuery(newsOfJobs);
  const jobs = news.data?.items ?? NONE;
  // A page that comes to show an end makes the jobs be asked for again, and the answer may be the same as before.
  const asked = news.dataUpdatedAt;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with every answer
  const split = useMemo(() => {
    const over = jobs.filter(isOver);
    const inFront = over.filter((job) => isInFront(queries, job));
    return {
      running: jobs.filter((job) => !isOver(job)),
      inFront,
      ended: over.filter((job) => !inFront.includes(job)),
    };
  }, [jobs, asked, queries]);
  useEffect(() => void look(queries, split.inFront), [split, queries]);
  return split;
}

/** Those of them that no notice in this browser has spoken of yet, until it is closed. */
function useToldOnce(news: readonly JobOut[]) {
  const { id } = usePerson();
  const [ended, setEnded] = useState<readonly JobOut[]>(NONE);
  useEffect(() => {
    const fresh = untold(
      id,
      news.map((job) => job.id),
    );
    if (fresh.length > 0) setEnded((shown) => [...shown, ...news.filter((job) => fresh.includes(job.id))]);
  }, [news, id]);
  const close = useCallback(() => setEnded(NONE), []);
  return { ended, close };
}

/** One job: its name leads back to it while it goes on, what came of it stands behind it when it is done. */
function Line({ job, onGo }: { job: JobOut; onGo(to: string): void }) {
  const { t } = useTranslation();
  const to = resultOf(job);
  const made = exportOf(job);
  const telling = useTelling();
  const kind = telling.name(job);
  const progress = shownJob(job);
  const leading = (words: string) =>
    to && (
      <button type="button" className={styles.link} onClick={() => onGo(to)}>
        {words}
      </button>
    );
  return (
    <>
      <JobProgress
        title={(!isOver(job) && leading(kind)) || kind}
        job={
          job.state === "succeeded"
            ? { ...progress, progress: { ...progress.progress, message: telling.outcome(job) } }
            : progress
        }
        result={made ? <DownloadOf id={made} /> : leading(t("job:see"))}
      />
      {made && isClosed(job) && <ExportPassword id={made} />}
    </>
  );
}
