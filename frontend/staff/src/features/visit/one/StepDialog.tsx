import { ifMatch } from "@unionhome/client";
import type { PlanStep, VisitPlanOut } from "@unionhome/client/model";
import { deleteVisitPlan, stepVisitPlan } from "@unionhome/client/visits";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { useOnce } from "../../../ui/page/useOnce";
import styles from "../visit.module.css";

interface StepDialogProps {
  plan: VisitPlanOut;
  step: string;
  onClose(): void;
  /** With the plan as it is now; null when it is gone. */
  onDone(plan: VisitPlanOut | null): void;
}

/** Settle, take back, start, finish, cancel, throw away: what each means, and the reason that a cancellation needs. */
export function StepDialog({ plan, step, onClose, onDone }: StepDialogProps) {
  const { t } = useTranslation();
  const once = useOnce();
  const [reason, setReason] = useState("");
  const label = plan.steps.find((one) => one.step === step)?.label ?? step;
  const cancels = step === "cancel";
  return (
    <ConfirmAct
      kind={cancels || step === "delete" ? "destructive" : "plain"}
      title={t("visit:step.title", { verb: label, name: plan.name })}
      verb={label}
      effect={t(`visit:step.${step}`, { n: plan.visits })}
      ready={!cancels || reason.trim() !== ""}
      eager={!cancels && step !== "delete"}
      act={async () => {
        if (step === "delete") {
          await deleteVisitPlan(plan.id, ifMatch(plan));
          onDone(null);
          return;
        }
        const said = { step: step as PlanStep, reason };
        onDone(await once((options) => stepVisitPlan(plan.id, said, { ...ifMatch(plan), ...options })));
      }}
      onClose={onClose}
    >
      {cancels && (
        <div className={styles.fields}>
          <label htmlFor="cancel-reason">
            {t("visit:step.reason")}
            <Input.TextArea
              id="cancel-reason"
              rows={3}
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
        </div>
      )}
    </ConfirmAct>
  );
}
