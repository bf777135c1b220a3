import { ifMatch } from "@unionhome/client";
import { stepBudgetAdjustment } from "@unionhome/client/budget-plans";
import type { BudgetAdjustmentOut, StepBudgetAdjustmentBody } from "@unionhome/client/model";
import { yuan } from "@unionhome/words";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";
import { useDictionary } from "../../../ui/page/dictionary";
import type { Step } from "../../../ui/status/Steps";
import { useBudgetChanged } from "../data";

interface AdjustmentStepDialogProps {
  adjustment: BudgetAdjustmentOut;
  step: Step;
  onClose(): void;
}

/** A second officer lets an adjustment take effect or refuses it; who proposed it takes it back. */
export function AdjustmentStepDialog({ adjustment, step, onClose }: AdjustmentStepDialogProps) {
  const { t } = useTranslation();
  const subjects = useDictionary("budget_subject");
  const changed = useBudgetChanged();
  const [reason, setReason] = useState("");
  const refuse = step.step === "refuse";
  return (
    <ConfirmAct
      kind={step.step === "confirm" ? "plain" : "destructive"}
      title={`${step.label} ${subjects.label(adjustment.subject)}`}
      verb={step.label}
      effect={t(`budget:adjustments.${step.step}`, {
        amount: yuan(adjustment.change_fen),
        number: adjustment.document_number,
      })}
      ready={!refuse || reason.trim() !== ""}
      act={async () => {
        const body = refuse ? { step: step.step, reason } : { step: step.step };
        await stepBudgetAdjustment(adjustment.id, body as StepBudgetAdjustmentBody, ifMatch(adjustment));
        changed();
      }}
      onClose={onClose}
    >
      {refuse && (
        <Labelled label={t("budget:column.reason")}>
          {(id) => <Input id={id} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />}
        </Labelled>
      )}
    </ConfirmAct>
  );
}
