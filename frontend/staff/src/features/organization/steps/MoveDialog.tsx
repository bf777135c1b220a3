import { count, today } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { OrgField } from "../../../ui/tree/OrgField";
import type { PickedOrg } from "../../../ui/tree/OrgPicker";
import type { StepDialogProps } from "./StepDialog";
import { useReach, useStep } from "./useStep";
import { WhenAndWhy } from "./WhenAndWhy";

/** Puts the union, with everything below it, under another. */
export function MoveDialog({ union, onClose }: StepDialogProps) {
  const { t } = useTranslation();
  const step = useStep(union);
  const reach = useReach(union);
  const [parent, setParent] = useState<PickedOrg | null>(null);
  const facts = { unions: count(reach), members: count(union.figures.members), name: union.name };
  return (
    <ConfirmAct
      kind="plain"
      title={t("organization:step.move.title", { name: union.name })}
      verb={t("organization:step.move.verb")}
      effect={
        parent
          ? t("organization:step.move.effect_to", { ...facts, to: parent.label })
          : t("organization:step.move.effect", facts)
      }
      ready={parent !== null && step.on !== null}
      act={async () => {
        if (parent) await step.send({ step: "move", parent_id: parent.id, ...step.effective });
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
        <label htmlFor="step-parent">
          {t("organization:step.move.parent")}
          <OrgField id="step-parent" label={t("organization:step.move.parent")} value={parent} onChange={setParent} />
        </label>
      </WhenAndWhy>
    </ConfirmAct>
  );
}
