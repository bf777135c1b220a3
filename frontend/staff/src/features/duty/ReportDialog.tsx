import { ifMatch } from "@unionhome/client";
import { correctDutyReport, reportDuty } from "@unionhome/client/duties";
import type { DutyOut, FileOut } from "@unionhome/client/model";
import { Input } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { sendFile } from "../../queries/file";
import { Button } from "../../ui/button/Button";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { Labelled } from "../../ui/form/Labelled";
import { useOnce } from "../../ui/page/useOnce";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { ACCEPTED, useDutiesMoved } from "./data";
import styles from "./duty.module.css";

const LONGEST = 500;

/** Says for the own union that it is done, with a word and a file; or corrects what was said. */
export function ReportDialog({ duty, onClose }: { duty: DutyOut; onClose(): void }) {
  const { t } = useTranslation();
  const moved = useDutiesMoved();
  const once = useOnce();
  // As it was when the dialog opened: the page behind it is read anew before it shuts.
  const [before] = useState(duty.own?.report);
  // What was sent back is said anew; what stands is corrected.
  const stands = before && !before.returned_at ? before : undefined;
  const [note, setNote] = useState(before?.note ?? "");
  const [file, setFile] = useState<Pick<FileOut, "id" | "name">>();
  const kept = file?.name ?? stands?.file_name;

  async function act() {
    if (stands)
      await correctDutyReport(duty.id, stands.id, { note, ...(file && { file_id: file.id }) }, ifMatch(stands));
    else await once((options) => reportDuty(duty.id, { note, file_id: file?.id ?? null }, options));
    await moved();
  }

  return (
    <ConfirmAct
      kind="plain"
      title={t(stands ? "duty:correct.title" : "duty:report.title", { name: duty.name })}
      verb={t(stands ? "duty:correct.verb" : "duty:report.verb")}
      effect={t(stands ? "duty:correct.effect" : "duty:report.effect", { union: duty.organization_name })}
      ready={!duty.needs_file || Boolean(kept)}
      act={act}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <Labelled label={t("duty:report.note")}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={3}
              maxLength={LONGEST}
              value={note}
              placeholder={t("duty:report.hint")}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Labelled>
        <Attached name={kept} needed={duty.needs_file} onSent={setFile} />
      </div>
    </ConfirmAct>
  );
}

interface AttachedProps {
  name: string | undefined;
  needed: boolean;
  onSent(file: FileOut): void;
}

/** One file, sent as soon as it is picked, so that one that cannot be taken is refused at once. */
function Attached({ name, needed, onSent }: AttachedProps) {
  const { t } = useTranslation();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  async function take(file: File) {
    setBusy(true);
    setProblem(undefined);
    try {
      onSent(await sendFile(file, "cabinet"));
    } catch (refused) {
      setProblem(refused);
    }
    setBusy(false);
  }

  return (
    <div>
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      <p className={styles.file}>
        <input
          ref={picker}
          type="file"
          accept={ACCEPTED}
          className="visually-hidden"
          aria-label={t("duty:file.pick")}
          tabIndex={-1}
          onChange={(event) => {
            const picked = event.target.files?.[0];
            event.target.value = "";
            if (picked) void take(picked);
          }}
        />
        <Button icon="import" busy={busy} onClick={() => picker.current?.click()}>
          {t(name ? "duty:file.replace" : "duty:file.pick")}
        </Button>
        <span className="small ink-2">{name || t(needed ? "duty:file.needed" : "duty:file.optional")}</span>
      </p>
    </div>
  );
}
