import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { JobOut } from "@unionhome/client/model";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { BarTool } from "../../ui/button/BarTool";
import { DownloadOf } from "../../ui/export/ExportDownload";
import { ExportPassword } from "../../ui/export/ExportPassword";
import { exportOf, isClosed } from "../../ui/export/exports";
import { JobProgress } from "../../ui/job/JobProgress";
import { isOver, shownJob } from "../../ui/job/useJob";
import { useOpen } from "../../ui/page/open";
import { Popover } from "../../ui/popover/Popover";
import { JOBS, latestJobs, resultOf } from "./data";
import styles from "./job.module.css";

const SHOWN = 5;

/** What runs now and what ended last, from every page. */
export function JobsTool() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const open = useOpen();
  const button = useRef<HTMLButtonElement>(null);
  const [shown, setShown] = useState(false);
  const jobs = useQuery(latestJobs).data?.items ?? [];
  const running = jobs.filter((job) => !isOver(job));
  // One that ended while somebody worked elsewhere: the list of jobs is told.
  const ended = jobs.length - running.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: when their number changes
  useEffect(() => void queries.invalidateQueries({ queryKey: [...JOBS, "page"] }), [ended]);
  const go = (to: string) => {
    setShown(false);
    open(to);
  };
  return (
    <>
      <BarTool
        ref={button}
        icon="jobs"
        label={t("job:nav.tool")}
        count={running.length}
        aria-expanded={shown}
        onClick={() => setShown(!shown)}
      />
      <Popover anchor={button} open={shown} onClose={() => setShown(false)} align="end" label={t("job:nav.tool")}>
        <div className={styles.tool}>
          {jobs.length === 0 && <p className="small ink-2">{t("job:none")}</p>}
          {jobs.slice(0, Math.max(SHOWN, running.length)).map((job) => (
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

/** One job: its name leads back to it while it goes on, what came of it stands behind it when it is done. */
function Line({ job, onGo }: { job: JobOut; onGo(to: string): void }) {
  const { t } = useTranslation();
  const to = resultOf(job);
  const made = exportOf(job);
  const kind = t(`job:kind.${job.kind}`, { defaultValue: job.kind });
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
        job={shownJob(job)}
        result={made ? <DownloadOf id={made} /> : leading(t("job:see"))}
      />
      {made && isClosed(job) && <ExportPassword id={made} />}
    </>
  );
}
