import { cancelJob } from "@unionhome/client/jobs";
import type { JobOut, MemberBatchOut } from "@unionhome/client/model";
import { count } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { JobProgress } from "../../../ui/job/JobProgress";
import { shownJob } from "../../../ui/job/useJob";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import styles from "./batch.module.css";
import { isGoing } from "./data";

interface BatchStateProps {
  batch: MemberBatchOut;
  /** Undefined while it is asked for, and when it is somebody else's. */
  job: JobOut | undefined;
}

/** Where a batch is: how far the job, or to how many it can be done or was, and why not to the others. */
export function BatchState({ batch, job }: BatchStateProps) {
  const { t } = useTranslation();
  if (isGoing(batch)) {
    const going = t(`member:batch.going.${batch.state as "checking" | "carrying_out"}`);
    return (
      <>
        {job && job.id === batch.job_id ? (
          <JobProgress
            title={going}
            job={shownJob(job)}
            onCancel={job.cancel_requested ? undefined : () => void cancelJob(job.id)}
          />
        ) : (
          <p role="status">{going}</p>
        )}
        <p className="note ink-3">{t("member:batch.may_leave")}</p>
      </>
    );
  }
  const broken = job?.state === "failed" && shownJob(job).problem;
  return (
    <>
      {broken && <ProblemStrip boxed problem={broken} />}
      {batch.state === "failed" ? <p>{t("member:batch.unchecked")}</p> : <Counts batch={batch} />}
      <Reasons batch={batch} />
    </>
  );
}

function Counts({ batch: { state, total, counts } }: { batch: MemberBatchOut }) {
  const { t } = useTranslation();
  return (
    <p className={styles.counts} role="status">
      <span>{t("member:batch.all", { n: count(total) })}</span>
      {counts.done > 0 && <Status mark="done">{t("member:batch.done", { n: count(counts.done) })}</Status>}
      {counts.can > 0 && (
        <Status mark={counts.done > 0 ? "waiting" : "done"}>
          {t(counts.done > 0 ? "member:batch.left" : "member:batch.can", { n: count(counts.can) })}
        </Status>
      )}
      {counts.cannot > 0 && (
        <Status mark="returned">
          {t(state === "done" ? "member:batch.failed" : "member:batch.cannot", { n: count(counts.cannot) })}
        </Status>
      )}
    </p>
  );
}

function Reasons({ batch: { reasons, counts } }: { batch: MemberBatchOut }) {
  const { t } = useTranslation();
  if (reasons.length === 0) return null;
  const others = counts.cannot - reasons.reduce((sum, reason) => sum + reason.members, 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and holds nothing else that the keyboard reaches
    <ul className={styles.reasons} aria-label={t("member:batch.reason")} tabIndex={0}>
      {reasons.map((reason) => (
        <li key={reason.code + reason.detail}>
          <span>{t("member:batch.people", { n: count(reason.members) })}</span>
          <span className="ink-2">{reason.detail}</span>
        </li>
      ))}
      {others > 0 && (
        <li>
          <span>{t("member:batch.people", { n: count(others) })}</span>
          <span className="ink-2">{t("member:batch.other_reasons")}</span>
        </li>
      )}
    </ul>
  );
}
