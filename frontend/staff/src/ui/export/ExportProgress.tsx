import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button/Button";
import { JobProgress } from "../job/JobProgress";
import { isOver, shownJob, useJob } from "../job/useJob";
import { ProblemStrip } from "../problem/ProblemStrip";
import { ExportDownload, useDownload } from "./ExportDownload";
import { ExportPassword } from "./ExportPassword";
import styles from "./export.module.css";
import { type Asked, type ExportJob, type ExportStore, exportOf, SMALL } from "./exports";

interface ExportProgressProps {
  store: ExportStore;
  job: ExportJob;
  /** The file is encrypted, and taken out once. */
  closed: boolean;
  /** What is asked for again when somebody else has to allow it. */
  what?: Asked;
}

const NEEDS_LEAVE = "export_approval_required";

/** How far the file is. A small one is handed over by itself; a long one may be left alone and fetched later. */
export function ExportProgress({ store, what, closed, job: asked }: ExportProgressProps) {
  const { t } = useTranslation();
  const job = useJob(asked.id, store.jobs).data ?? asked;
  const id = exportOf(job);
  const rows = Number(job.result?.rows ?? 0);
  const small = id !== null && rows <= SMALL;
  const { download, ...state } = useDownload(store);
  // Once: the effect runs again when the dialog is drawn again.
  const handed = useRef(false);
  useEffect(() => {
    if (!small || handed.current) return;
    handed.current = true;
    void download(id);
  }, [small, id, download]);
  const over = isOver(job);
  return (
    <>
      <JobProgress
        title={t("ui:export.making")}
        job={shownJob(job)}
        result={id && <ExportDownload state={state} onDownload={() => void download(id)} />}
      />
      {id && closed && (
        <p className={styles.below}>
          <ExportPassword id={id} />
        </p>
      )}
      {what && job.problem?.code === NEEDS_LEAVE && <Leave store={store} what={what} />}
      {job.problem === null && (
        <p className="note ink-3">{t(!over ? "ui:export.leave" : closed ? "ui:export.once" : "ui:export.kept")}</p>
      )}
    </>
  );
}

/** So many whole numbers need somebody else's leave: asked for with what was just said. */
function Leave({ store, what }: { store: ExportStore; what: Asked }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  async function ask() {
    setBusy(true);
    setProblem(undefined);
    try {
      await store.request(what);
      setSent(true);
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  }

  if (sent) return <p role="status">{t("ui:export.sent")}</p>;
  return (
    <p className={styles.below}>
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      <Button kind="main" size={32} busy={busy} onClick={ask}>
        {t("ui:export.ask_leave")}
      </Button>
    </p>
  );
}
