import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button/Button";
import { useTab } from "../page/tab";
import styles from "./ProblemPage.module.css";
import { ProblemStrip } from "./ProblemStrip";
import { asProblem, isFinal } from "./problem";

export interface ProblemPageProps {
  problem: unknown;
  onRetry?(): void;
  onClose?(): void;
}

/** Stands where a page could not. The other work tabs go on. */
export function ProblemPage({ problem, onRetry, onClose }: ProblemPageProps) {
  const { t } = useTranslation();
  const { status } = asProblem(problem) ?? {};
  const missing = status === 404;
  const tab = useTab();
  useEffect(() => {
    if (missing || status === 403) tab.missing();
    if (missing) tab.say({ title: t("ui:problem.missing_tab") });
  }, [tab, missing, status, t]);
  return (
    <div>
      {/* What is missing needs no strip: the heading says it, and asking again would not find it either. */}
      {!missing && <ProblemStrip problem={problem} />}
      <div className={styles.page}>
        <h1>{t(missing ? "ui:problem.missing_title" : "ui:problem.page_title")}</h1>
        <p className="ink-2">{t(missing ? "ui:problem.missing_effect" : "ui:problem.page_effect")}</p>
        <p className={styles.verbs}>
          {onRetry && !isFinal(problem) && (
            <Button size={32} kind="main" onClick={onRetry}>
              {t("ui:problem.reload_page")}
            </Button>
          )}
          {(onClose ?? tab.id) && (
            <Button size={32} onClick={onClose ?? tab.close}>
              {t("ui:problem.close_tab")}
            </Button>
          )}
        </p>
      </div>
    </div>
  );
}
