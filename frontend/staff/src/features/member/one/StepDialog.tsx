import { ifMatch } from "@unionhome/client";
import { stepMember } from "@unionhome/client/members";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { useDictionary } from "../../../ui/page/dictionary";
import { useStepAsked } from "../step/useStepAsked";
import styles from "./one.module.css";

/** These end a membership or send it back. */
export const DESTRUCTIVE = ["return", "withdraw", "auto_withdraw", "expel", "record_death", "delete"];

interface StepDialogProps {
  member: { id: string; name: string; version: number; organization: { name: string } };
  step: string;
  onClose(): void;
  onDone(): void;
}

/** Asks what a step needs, says whom it is about and what will be different, and takes it. */
export function StepDialog({ member, step, onClose, onDone }: StepDialogProps) {
  const { t } = useTranslation();
  const steps = useDictionary("asked_step");
  const { asked, fields } = useStepAsked(step);
  const [card, setCard] = useState(true);
  const verb = steps.label(step);

  async function act() {
    if (asked === null) return;
    await stepMember(member.id, step === "approve" ? { ...asked, issue_card: card } : asked, ifMatch(member));
    onDone();
  }

  return (
    <ConfirmAct
      title={t("member:step.title", { verb, name: member.name })}
      verb={verb}
      kind={DESTRUCTIVE.includes(step) ? "destructive" : "plain"}
      effect={t(`member:step.effect.${step}`, { name: member.name, union: member.organization.name })}
      ready={asked !== null}
      eager={step === "approve" || step === "submit"}
      act={act}
      onClose={onClose}
    >
      <div className={styles.asks}>
        {fields}
        {step === "approve" && (
          <label className={styles.tick}>
            <input type="checkbox" checked={card} onChange={(event) => setCard(event.target.checked)} />
            {t("member:step.issue_card")}
          </label>
        )}
      </div>
    </ConfirmAct>
  );
}
