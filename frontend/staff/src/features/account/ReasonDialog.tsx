import { Input } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { DESTRUCTIVE, NEEDS_REASON } from "./marks";

interface ReasonDialogProps {
  step: { step: string; label: string };
  /** Whom or what it is about. */
  object: ReactNode;
  effect: ReactNode;
  /** A step without room for words. */
  silent?: boolean;
  act(reason: string): Promise<void>;
  onClose(): void;
}

/** A step with the reason that goes into the record. */
export function ReasonDialog({ step, object, effect, silent, act, onClose }: ReasonDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const needed = NEEDS_REASON.includes(step.step) && !silent;
  return (
    <ConfirmAct
      title={
        <>
          {step.label} {object}
        </>
      }
      verb={step.label}
      kind={DESTRUCTIVE.includes(step.step) ? "destructive" : "plain"}
      effect={effect}
      ready={!needed || reason.trim() !== ""}
      act={() => act(reason.trim())}
      onClose={onClose}
    >
      {!silent && (
        <>
          <label htmlFor="reason" className="small">
            {t(needed ? "account:field.reason" : "account:field.reason_optional")}
          </label>
          <Input.TextArea
            id="reason"
            rows={2}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      )}
    </ConfirmAct>
  );
}
