import { count, today } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { OrgField } from "../../../ui/tree/OrgField";
import type { PickedOrg } from "../../../ui/tree/OrgPicker";
import type { StepDialogProps } from "./StepDialog";
import { useStep } from "./useStep";
import { WhenAndWhy } from "./WhenAndWhy";

/** Ends the union; members it still has go to another one, employers are without a union again. */
export function DissolveDialog({ union, onClose }: StepDialogProps) {
  const { t } = useTranslation();
  const step = useStep(union);
  const [to, setTo] = useState<PickedOrg | null>(null);
  const members = union.figures.members + union.figures.retained;
  const facts = { name: union.name, members: count(members) };
  const effect =
    members === 0
      ? t("organization:step.dissolve.effect_empty", facts)
      : to
        ? t("organization:step.dissolve.effect_to", { ...facts, to: to.label })
        : t("organization:step.dissolve.effect", facts);
  return (
    <ConfirmAct
      title={t("organization:step.dissolve.title", { name: union.name })}
      verb={t("organization:step.dissolve.verb")}
      effect={effect}
      ready={(members === 0 || to !== null) && step.on !== null}
      act={async () => {
        await step.send({ step: "dissolve", members_to_id: to?.id ?? null, ...step.effective });
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
        {members > 0 && (
          <label htmlFor="step-to">
            {t("organization:step.dissolve.to")}
            <OrgField id="step-to" label={t("organization:step.dissolve.to")} value={to} onChange={setTo} />
          </label>
        )}
      </WhenAndWhy>
    </ConfirmAct>
  );
}
