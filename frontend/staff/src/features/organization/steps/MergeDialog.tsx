import { count, today } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { OrgField } from "../../../ui/tree/OrgField";
import type { PickedOrg } from "../../../ui/tree/OrgPicker";
import type { StepDialogProps } from "./StepDialog";
import { useReach, useStep } from "./useStep";
import { WhenAndWhy } from "./WhenAndWhy";

/** Ends the union in favour of another living one of its level, which takes what it had. */
export function MergeDialog({ union, onClose }: StepDialogProps) {
  const { t } = useTranslation();
  const step = useStep(union);
  const reach = useReach(union);
  const [into, setInto] = useState<PickedOrg | null>(null);
  const facts = {
    name: union.name,
    members: count(union.figures.members + union.figures.retained),
    branches: reach === null ? "…" : count(reach - 1),
  };
  return (
    <ConfirmAct
      title={t("organization:step.merge.title", { name: union.name })}
      verb={t("organization:step.merge.verb")}
      effect={
        into
          ? t("organization:step.merge.effect_into", { ...facts, into: into.label })
          : t("organization:step.merge.effect", facts)
      }
      ready={into !== null && step.on !== null}
      act={async () => {
        if (into) await step.send({ step: "merge", into_id: into.id, ...step.effective });
      }}
      onClose={onClose}
    >
      <WhenAndWhy
        on={step.on}
        onDay={step.setOn}
        reason={step.reason}
        onReason={step.setReason}
        max={today(Date.now())}
      >
        <label htmlFor="step-into">
          {t("organization:step.merge.into")}
          <OrgField id="step-into" label={t("organization:step.merge.into")} value={into} onChange={setInto} />
        </label>
      </WhenAndWhy>
    </ConfirmAct>
  );
}
