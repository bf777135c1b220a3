import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useContext, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button/Button";
import { Dialog } from "../dialog/Dialog";
import { ProblemStrip } from "../problem/ProblemStrip";
import { ExportProgress } from "./ExportProgress";
import styles from "./export.module.css";
import { ExportContext, type ExportJob } from "./exports";
import { isComplete, NOTHING_WHOLE, type Whole, WhyFields } from "./WholeFields";

interface PackDialogProps {
  title: string;
  /** What the archive will hold. */
  children: ReactNode;
  /** Where it is asked for. */
  url: string;
  onClose(): void;
}

/** Takes out an archive that is for few eyes: why, who asks, then how far it is and the password, this once. */
export function PackDialog({ title, children, url, onClose }: PackDialogProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const store = useContext(ExportContext);
  const [why, setWhy] = useState<Whole>({ ...NOTHING_WHOLE, on: true });
  const [job, setJob] = useState<ExportJob | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  if (!store) return null;
  const { pack } = store;

  async function go() {
    setBusy(true);
    setProblem(undefined);
    try {
      setJob(await pack(url, why));
      void queries.invalidateQueries({ queryKey: ["jobs"] });
    } catch (refused) {
      setProblem(refused);
    }
    setBusy(false);
  }

  const close = (
    <Button size={32} onClick={onClose}>
      {t(job ? "ui:close" : "ui:confirm.leave")}
    </Button>
  );
  if (job)
    return (
      <Dialog title={title} onClose={onClose} foot={close}>
        <ExportProgress store={store} job={job} closed />
      </Dialog>
    );
  return (
    <Dialog
      title={title}
      onClose={onClose}
      width={520}
      foot={
        <>
          {close}
          <Button size={32} kind="main" icon="export" busy={busy} disabled={!isComplete(why)} onClick={go}>
            {t("ui:export.pack.verb")}
          </Button>
        </>
      }
    >
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      {children}
      <div className={styles.whole}>
        <WhyFields value={why} onChange={setWhy} />
      </div>
      <p className="note ink-3">{t("ui:export.pack.note")}</p>
    </Dialog>
  );
}
