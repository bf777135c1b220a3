import type { JobOut } from "@unionhome/client/model";
import { useEffect } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { Status } from "../../ui/status/Status";
import { MARKS } from "./data";
import styles from "./job.module.css";
import { useTelling } from "./telling";

const SHOWN_MS = 30_000;

interface JobNoticeProps {
  /** What has just ended; nothing is shown for none. */
  ended: readonly JobOut[];
  onLook(): void;
  onClose(): void;
}

/**
 * One line over the empty end of the work tabs, for half a minute: nothing below it moves, nothing loses the focus. What
 * it says is still in the tool of jobs when it has gone. The region stands there empty before, or it would not be spoken.
 */
export function JobNotice({ ended, onLook, onClose }: JobNoticeProps) {
  const { t } = useTranslation();
  const telling = useTelling();
  useEffect(() => {
    if (ended.length === 0) return;
    const timer = setTimeout(onClose, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [ended, onClose]);
  const [job] = ended;
  const words = job && (ended.length === 1 ? telling.ended(job) : t("job:ended.several", { n: ended.length }));
  const failed = ended.find((one) => one.state === "failed");
  return createPortal(
    <div className={styles.notice} data-shown={job !== undefined} role="status" aria-label={t("job:nav.tool")}>
      {job && (
        <>
          <span className={styles.said} title={words}>
            <Status mark={MARKS[(failed ?? job).state] ?? "done"}>{words}</Status>
          </span>
          <Button kind="text" onClick={onLook}>
            {t("job:look")}
          </Button>
          <Button kind="text" icon="close" aria-label={t("job:close")} onClick={onClose} />
        </>
      )}
    </div>,
    document.body,
  );
}
