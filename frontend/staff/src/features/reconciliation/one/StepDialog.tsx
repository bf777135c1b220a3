import { useNavigate } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import type { ReconciliationOut } from "@unionhome/client/model";
import { dropReconciliation, stepReconciliation } from "@unionhome/client/reconciliations";
import { yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { AskNote } from "../../../ui/dialog/AskNote";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { monthOf, useReconciled } from "../data";

interface StepDialogProps {
  month: ReconciliationOut;
  /** A step that the server offers, or `drop`. */
  step: string;
  onClose(): void;
}

/** A step of a month, with what it changes; those that need a reason ask for it. */
export function StepDialog({ month, step, onClose }: StepDialogProps) {
  const { t } = useTranslation();
  const changed = useReconciled();
  const go = useNavigate();
  const name = monthOf(month.month);
  if (step === "drop")
    return (
      <ConfirmAct
        title={t("reconciliation:drop.title", { month: name })}
        verb={t("reconciliation:drop.verb")}
        effect={t("reconciliation:drop.effect")}
        act={async () => {
          await dropReconciliation(month.id, ifMatch(month));
          await go({ to: "/aid/reconciliations", search: { account_id: month.account_id } });
          await changed();
        }}
        onClose={onClose}
      />
    );
  const label = month.steps.find((one) => one.step === step)?.label ?? step;
  const title = t("reconciliation:step.title", { verb: label, month: name });
  const effect = t(`reconciliation:step.${step}`, {
    amount: yuan(month.adjustment.adjusted_bank_fen),
    start: yuan(month.adjustment.start_fen),
  });
  if (step === "reopen" || step === "explain_start")
    return (
      <AskNote
        title={title}
        verb={label}
        effect={effect}
        label={t("reconciliation:step.reason")}
        hint={t("reconciliation:explain.hint")}
        act={async (reason) => {
          await stepReconciliation(month.id, { step, reason }, ifMatch(month));
          await changed();
        }}
        onClose={onClose}
      />
    );
  return (
    <ConfirmAct
      kind="plain"
      title={title}
      verb={label}
      effect={effect}
      eager
      act={async () => {
        await stepReconciliation(month.id, { step: step as "match" | "close" | "check" }, ifMatch(month));
        await changed();
      }}
      onClose={onClose}
    />
  );
}
