import { ifMatch } from "@unionhome/client";
import type { ReportOut, ReportStep } from "@unionhome/client/model";
import { stepReport } from "@unionhome/client/reports";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";

interface StepDialogProps {
  report: ReportOut;
  step: string;
  onClose(): void;
  onDone(): Promise<void>;
}

/** One step of a report, with the word that it needs. */
export function StepDialog({ report, step, onClose, onDone }: StepDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const verb = report.steps.find((one) => one.step === step)?.label ?? step;
  const needed = step === "return" || (["submit", "finish"].includes(step) && report.missing.length > 0);

  async function act() {
    await stepReport(report.id, { step: step as ReportStep, reason: reason.trim() }, ifMatch(report));
    await onDone();
  }

  return (
    <ConfirmAct
      title={`${verb} ${report.organization_name}`}
      verb={verb}
      kind={step === "return" ? "destructive" : "plain"}
      effect={t(`report:effect.${step}`)}
      ready={!needed || reason.trim().length >= 2}
      eager={!needed}
      act={act}
      onClose={onClose}
    >
      {step !== "compute" && (
        <Labelled label={t(needed ? "report:word_needed" : "report:word")}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={2}
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Labelled>
      )}
    </ConfirmAct>
  );
}
