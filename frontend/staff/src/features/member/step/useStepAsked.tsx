import type { StepAsked } from "@unionhome/client/model";
import { today } from "@unionhome/words";
import { Input, Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { DateField } from "../../../ui/form/DateField";
import { Labelled } from "../../../ui/form/Labelled";
import { useDictionary } from "../../../ui/page/dictionary";

const NEEDS_REASON = ["return", "auto_withdraw", "expel"];
/** The present state has no day of its own to choose: it happens now. */
const NOW = ["submit", "return"];
/** A yes needs no words. */
const WORDLESS = ["approve", "submit"];

/** What is asked of a step of a membership, null while something is missing, and the fields in which it is said. */
export function useStepAsked(step: string): { asked: StepAsked | null; fields: ReactNode } {
  const { t } = useTranslation();
  const reasons = useDictionary("retain_reason");
  const now = today(Date.now());
  const [on, setOn] = useState<string | null>(now);
  const [reason, setReason] = useState("");
  const [retain, setRetain] = useState<string>();
  const dated = !NOW.includes(step);
  const needed = NEEDS_REASON.includes(step);
  const ready =
    (!needed || reason.trim() !== "") && (!dated || on !== null) && (step !== "retain" || retain !== undefined);
  const asked = { step, reason, ...(dated && { on }), ...(step === "retain" && { retain_reason: retain }) };
  return {
    asked: ready ? (asked as StepAsked) : null,
    fields: (
      <>
        {step === "retain" && (
          <Labelled label={t("member:step.retain_reason")}>
            {(id) => <Select id={id} options={[...reasons.choices]} value={retain} onChange={setRetain} />}
          </Labelled>
        )}
        {dated && (
          <Labelled label={t("member:step.on")}>
            {(id) => <DateField id={id} value={on} onChange={setOn} max={now} />}
          </Labelled>
        )}
        {!WORDLESS.includes(step) && (
          <Labelled label={t(needed ? "member:step.reason" : "member:step.reason_optional")}>
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
      </>
    ),
  };
}
