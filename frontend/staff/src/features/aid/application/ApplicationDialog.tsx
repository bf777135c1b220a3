import { ifMatch } from "@unionhome/client";
import { stepAidApplication } from "@unionhome/client/aid-applications";
import type { AidApplicationOut, PaperKind, StepAidApplicationBody } from "@unionhome/client/model";
import { Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { useDictionary } from "../../../ui/page/dictionary";
import styles from "../aid.module.css";

interface ApplicationDialogProps {
  application: AidApplicationOut;
  step: string;
  /** The file that the worker stands in, where there is one. */
  attachTo: string | null;
  onClose(): void;
  onDone(application: AidApplicationOut): void;
}

/** Ask, do not take, put to the file there is: what each means to the worker, and what the worker will read. */
export function ApplicationDialog({ application, step, attachTo, onClose, onDone }: ApplicationDialogProps) {
  const { t } = useTranslation();
  const kinds = useDictionary("paper_kind");
  const [note, setNote] = useState("");
  const [papers, setPapers] = useState<PaperKind[]>(
    application.papers_needed.filter((one) => !one.held).map((one) => one.kind),
  );
  const label = application.steps.find((one) => one.step === step)?.label ?? step;
  const writes = step !== "attach";

  function bodyOf(): StepAidApplicationBody {
    if (step === "attach") return { step: "attach", household_id: attachTo ?? "" };
    return step === "ask" ? { step: "ask", note, papers } : { step: "refuse", note };
  }

  return (
    <ConfirmAct
      kind={step === "refuse" ? "destructive" : "plain"}
      title={t("aid:application.step.title", { verb: label, name: application.name })}
      verb={label}
      effect={t(`aid:application.step.${step}`)}
      ready={!writes || note.trim() !== ""}
      eager={!writes}
      act={async () => onDone(await stepAidApplication(application.id, bodyOf(), ifMatch(application)))}
      onClose={onClose}
    >
      {writes && (
        <div className={styles.fields}>
          {step === "ask" && (
            <label htmlFor="asked-papers">
              {t("aid:application.step.papers")}
              <Select
                id="asked-papers"
                mode="multiple"
                value={papers}
                options={[...kinds.choices]}
                onChange={(value) => setPapers(value as PaperKind[])}
              />
            </label>
          )}
          <label htmlFor="application-note">
            {t("aid:application.step.note")}
            <Input.TextArea
              id="application-note"
              rows={3}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </label>
        </div>
      )}
    </ConfirmAct>
  );
}
