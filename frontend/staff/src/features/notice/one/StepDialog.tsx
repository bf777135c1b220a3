import { ifMatch } from "@unionhome/client";
import type { NoticeOut } from "@unionhome/client/model";
import { stepNotice } from "@unionhome/client/notices";
import { count } from "@unionhome/words";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";

interface StepDialogProps {
  notice: NoticeOut;
  step: "conclude" | "withdraw";
  onDone(): Promise<void>;
  onClose(): void;
}

/** Concluding moves every case of the notice in one act; withdrawing takes it down and moves none. */
export function StepDialog({ notice, step, onDone, onClose }: StepDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const withdrawing = step === "withdraw";

  async function act() {
    await stepNotice(notice.id, withdrawing ? { step, reason } : { step }, ifMatch(notice));
    await onDone();
  }

  return (
    <ConfirmAct
      kind={withdrawing ? "destructive" : "seal"}
      title={t(`notice:step.${step}`, { number: notice.number })}
      verb={t(`notice:step.${step}_verb`)}
      effect={t(`notice:step.${step}_effect`, { n: count(notice.people) })}
      ready={!withdrawing || reason.trim().length > 1}
      eager={!withdrawing}
      act={act}
      onClose={onClose}
    >
      {withdrawing && (
        <div style={{ marginTop: 12 }}>
          <Labelled label={t("notice:step.reason")}>
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
      )}
    </ConfirmAct>
  );
}
