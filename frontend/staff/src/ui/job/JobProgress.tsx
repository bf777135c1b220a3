import { count } from "@unionhome/words";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button/Button";
import { Meter } from "../figure/Meter";
import { ProblemStrip } from "../problem/ProblemStrip";
import { Status } from "../status/Status";
import styles from "./JobProgress.module.css";

/** api.md "Jobs". */
export interface Job {
  state: "waiting" | "running" | "done" | "failed" | "cancelled" | (string & {});
  progress: { done: number; total: number | null; message: string | null };
  /** Seconds, estimated. */
  left?: number | null;
  problem: unknown;
}

export interface JobProgressProps {
  title: ReactNode;
  job: Job;
  onCancel?: () => void;
  /** What can be done with the result: 下载, 查看. */
  result?: ReactNode;
}

const MARK = {
  waiting: "waiting",
  running: "running",
  done: "done",
  failed: "returned",
  cancelled: "settled",
} as const;

const MINUTE = 60;

function timeLeft(t: TFunction, seconds: number): string {
  if (seconds < 2 * MINUTE) return t("ui:job.left_seconds", { n: Math.max(1, seconds) });
  return t("ui:job.left_minutes", { n: Math.ceil(seconds / MINUTE) });
}

/** Rows done of total, in words and as a bar. The page may be left: a job goes on without it. */
export function JobProgress({ title, job, onCancel, result }: JobProgressProps) {
  const { t } = useTranslation();
  const { done, total, message } = job.progress;
  const state = job.state in MARK ? (job.state as keyof typeof MARK) : "running";
  const going = state === "running" || state === "waiting";
  return (
    <div className={styles.job}>
      <div className={styles.line}>
        <span className={styles.title}>{title}</span>
        <Status mark={MARK[state]}>{t(`ui:job.${state}`)}</Status>
        <span className={styles.count} role="status">
          {total === null ? count(done) : `${count(done)} / ${count(total)}`}
          {job.left != null && <>&ensp;{timeLeft(t, job.left)}</>}
        </span>
        {going && onCancel && (
          <Button kind="text" destructive onClick={onCancel}>
            {t("ui:job.cancel")}
          </Button>
        )}
        {state === "done" && result}
      </div>
      <Meter part={total ? done / total : 0} label={t("ui:job.progress")} />
      {message && <p className="note ink-3">{message}</p>}
      {state === "failed" && <ProblemStrip boxed problem={job.problem} />}
    </div>
  );
}
