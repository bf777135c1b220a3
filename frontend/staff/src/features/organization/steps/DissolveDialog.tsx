import { count, today } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { OrgField } from "../../../ui/tree/OrgField";
import type { PickedOrg } from "../../../ui/tree/OrgPicker";
import type { StepDialogProps } from "./StepDialog";
import { useStep } from "./useStep";
import { WhenAndWhy } from "./WhenAndWhy";

/**
 * Ends the union; what still stands with it goes to another one, employers are without a union again. The page knows its
 * members; the server knows of applications, files, cases and demands too and says so: the receiver can be named for them.
 */
export function DissolveDialog({ union, onClose }: StepDialogProps) {
  const { t } = useTranslation();
  const step = useStep(union);
  const [to, setTo] = useState<PickedOrg | null>(null);
  const members = union.figures.members + union.figures.retained;
  const facts = { name: union.name, members: count(members) };
  const effect =
    members === 0
      ? t(`organization:step.dissolve.${to ? "effect_rest" : "effect_empty"}`, { ...facts, to: to?.label })
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
        <label htmlFor="step-to">
          {t(members === 0 ? "organization:step.dissolve.to_maybe" : "organization:step.dissolve.to")}
          <OrgField id="step-to" label={t("organization:step.dissolve.to")} value={to} onChange={setTo} />
          {members === 0 && <span className="small ink-3">{t("organization:step.dissolve.to_hint")}</span>}
        </label>
      </WhenAndWhy>
    </ConfirmAct>
  );
}
