import { ifMatch } from "@unionhome/client";
import { stepBudgetPlan } from "@unionhome/client/budget-plans";
import type { BudgetPlanOut, StepBudgetPlanBody } from "@unionhome/client/model";
import { yuan } from "@unionhome/words";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";
import { useBudgetChanged } from "../data";

/** Submit a budget, check it, send it back with a reason, or take it back: what each means. */
export function PlanStepDialog({ plan, step, onClose }: { plan: BudgetPlanOut; step: string; onClose(): void }) {
  const { t } = useTranslation();
  const changed = useBudgetChanged();
  const [reason, setReason] = useState("");
  const label = plan.steps.find((one) => one.step === step)?.label ?? step;
  const sum = plan.lines.reduce((all, line) => all + line.planned_fen, 0);
  const back = step === "return";
  return (
    <ConfirmAct
      kind={back || step === "withdraw" ? "destructive" : "plain"}
      title={t("budget:step.title", { verb: label, year: plan.year, name: plan.organization_name })}
      verb={label}
      effect={t(`budget:step.${step}`, { amount: yuan(sum) })}
      ready={!back || reason.trim() !== ""}
      act={async () => {
        const body = back ? { step, reason } : { step };
        await stepBudgetPlan(plan.id, body as StepBudgetPlanBody, ifMatch(plan));
        changed();
      }}
      onClose={onClose}
    >
      {back && (
        <Labelled label={t("budget:column.reason")}>
          {(id) => <Input id={id} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />}
        </Labelled>
      )}
    </ConfirmAct>
  );
}
