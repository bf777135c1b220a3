import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button/Button";
import { Icon } from "../icon/Icon";
import styles from "./ProblemStrip.module.css";
import { asProblem, isFinal, Missing, type Problem } from "./problem";

export interface ProblemStripProps {
  /** Whatever was thrown. */
  problem: unknown;
  /** What was to happen: "未保存". Goes before the server's sentences. */
  lead?: string;
  /** What can be done about it: 重试, 对比并合并. */
  action?: ReactNode;
  onRetry?(): void;
  /** With an edge of its own, within a form or a dialog. */
  boxed?: boolean;
}

/** What happened, what it means, what to do; then the code and the number to quote when asking for help. */
export function ProblemStrip({ problem, lead, action, onRetry, boxed }: ProblemStripProps) {
  const { t } = useTranslation();
  const known = asProblem(problem);
  const words = problem instanceof Missing ? problem.message : known?.detail || t(unknown(known));
  return (
    <div className={boxed ? `${styles.strip} ${styles.boxed}` : styles.strip} role="alert">
      <Icon name="alert" />
      <div className={styles.words}>
        {lead && <b>{lead}</b>}
        {words}
        {known && (
          <span className={styles.code}>
            <span>{known.code}</span>
            {known.request_id && <RequestId id={known.request_id} />}
          </span>
        )}
      </div>
      {action}
      {onRetry && !isFinal(problem) && <Button onClick={onRetry}>{t("ui:problem.retry")}</Button>}
    </div>
  );
}

const unknown = (known: Problem | null) =>
  known?.status === 0 ? ("ui:problem.unreachable" as const) : ("ui:problem.unexpected" as const);

function RequestId({ id }: { id: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard?.writeText(id);
    setCopied(true);
  }
  return (
    <button type="button" className={styles.id} onClick={copy} title={t("ui:problem.copy")}>
      {t("ui:problem.request")} {id} {copied ? t("ui:problem.copied") : <Icon name="copy" size={12} />}
    </button>
  );
}
