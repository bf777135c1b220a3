import { ifMatch } from "@unionhome/client";
import { stepMember } from "@unionhome/client/members";
import type { StepAsked } from "@unionhome/client/model";
import { today } from "@unionhome/words";
import { Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { DateField } from "../../../ui/form/DateField";
import { Labelled } from "../../../ui/form/Labelled";
import { useDictionary } from "../../../ui/page/dictionary";
import styles from "./one.module.css";

/** These end a membership or send it back. */
export const DESTRUCTIVE = ["return", "withdraw", "auto_withdraw", "expel", "record_death", "delete"];
const NEEDS_REASON = ["return", "auto_withdraw", "expel"];
/** The present state has no day of its own to choose: it happens now. */
const NOW = ["submit", "return"];

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
  const reasons = useDictionary("retain_reason");
  const now = today(Date.now());
  const [on, setOn] = useState<string | null>(now);
  const [reason, setReason] = useState("");
  const [retain, setRetain] = useState<string>();
  const [card, setCard] = useState(true);
  const verb = steps.label(step);

  async function act() {
    const asked = {
      step,
      on: NOW.includes(step) ? undefined : (on ?? undefined),
      reason,
      retain_reason: step === "retain" ? retain : undefined,
      issue_card: step === "approve" ? card : undefined,
    } as StepAsked;
    await stepMember(member.id, asked, ifMatch(member));
    onDone();
  }

  return (
    <ConfirmAct
      title={t("member:step.title", { verb, name: member.name })}
      verb={verb}
      kind={DESTRUCTIVE.includes(step) ? "destructive" : "plain"}
      effect={t(`member:step.effect.${step}`, { name: member.name, union: member.organization.name })}
      ready={(!NEEDS_REASON.includes(step) || reason.trim() !== "") && (step !== "retain" || retain !== undefined)}
      eager={step === "approve" || step === "submit"}
      act={act}
      onClose={onClose}
    >
      <div className={styles.asks}>
        {step === "retain" && (
          <Labelled label={t("member:step.retain_reason")}>
            {(id) => <Select id={id} options={[...reasons.choices]} value={retain} onChange={setRetain} />}
          </Labelled>
        )}
        {!NOW.includes(step) && (
          <Labelled label={t("member:step.on")}>
            {(id) => <DateField id={id} value={on} onChange={setOn} max={now} />}
          </Labelled>
        )}
        {step !== "approve" && step !== "submit" && (
          <Labelled label={t(NEEDS_REASON.includes(step) ? "member:step.reason" : "member:step.reason_optional")}>
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
