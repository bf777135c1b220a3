import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@unionhome/client";
import type { TransferStepAsked } from "@unionhome/client/model";
import { stepTransfer } from "@unionhome/client/transfers";
import { date, today } from "@unionhome/words";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { DateField } from "../../ui/form/DateField";
import { Labelled } from "../../ui/form/Labelled";
import { useDictionary } from "../../ui/page/dictionary";
import { oneTransfer } from "./data";
import styles from "./transfer.module.css";

interface StepDialogProps {
  id: string;
  step: string;
  onClose(): void;
  onDone(): void;
}

/** One step with one transfer, read anew so that its version is the one that is acted on. */
export function StepDialog({ id, step, onClose, onDone }: StepDialogProps) {
  const { t } = useTranslation();
  const transfer = useQuery({ ...oneTransfer(id), staleTime: 0 }).data;
  const steps = useDictionary("transfer_step");
  const now = today(Date.now());
  const [on, setOn] = useState<string | null>(now);
  const [reason, setReason] = useState("");
  if (!transfer) return null;
  const open = transfer.steps.find((one) => one.step === step);
  const verb = steps.label(step);
  const names = {
    name: transfer.member_name,
    from: transfer.from_organization?.name ?? t("transfer:unknown"),
    to: transfer.to_organization.name,
  };

  async function act() {
    if (!transfer) return;
    const asked = { step, reason, on: step === "accept" ? (on ?? undefined) : undefined } as TransferStepAsked;
    await stepTransfer(id, asked, ifMatch(transfer));
    onDone();
  }

  return (
    <ConfirmAct
      title={t("transfer:step_title", { verb, name: transfer.member_name })}
      verb={verb}
      kind={step === "reject" || step === "cancel" ? "destructive" : "plain"}
      effect={open && !open.allowed ? open.reason : t(`transfer:effect.${step}`, names)}
      ready={open?.allowed === true && (step !== "reject" || reason.trim() !== "")}
      eager={step === "accept" || step === "release"}
      act={act}
      onClose={onClose}
    >
      {transfer.household === "waits" && <p className="warn">{t("transfer:household_waits")}</p>}
      {transfer.household === "follows" && <p className="ink-2">{t("transfer:household_follows")}</p>}
      <div className={styles.asks}>
        {step === "accept" && (
          <Labelled label={t("transfer:field.accept_on")}>
            {(id) => <DateField id={id} value={on} onChange={setOn} min={date(transfer.requested_at)} max={now} />}
          </Labelled>
        )}
        <Labelled label={t(step === "reject" ? "transfer:field.reject_reason" : "transfer:field.word")}>
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
      </div>
    </ConfirmAct>
  );
}
