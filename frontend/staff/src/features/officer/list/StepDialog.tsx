import { ifMatch } from "@unionhome/client";
import type { OfficerOut, StepOfficerBody } from "@unionhome/client/model";
import { stepOfficer } from "@unionhome/client/officers";
import { today } from "@unionhome/words";
import { Input, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { DateField } from "../../../ui/form/DateField";
import { useDictionary } from "../../../ui/page/dictionary";
import type { Step } from "../../../ui/status/Steps";
import { useChanged } from "../officer";
import styles from "../officer.module.css";

interface StepDialogProps {
  step: Step;
  officer: OfficerOut;
  onClose(): void;
}

const LONGEST = 100;

/** Leaving a post, or holding it for another term. */
export function StepDialog({ step, officer, onClose }: StepDialogProps) {
  const { t } = useTranslation();
  const changed = useChanged();
  const posts = useDictionary("post");
  const [on, setOn] = useState<string | null>(() => today(Date.now()));
  const [reason, setReason] = useState("");
  const [term, setTerm] = useState<number | null>(officer.term_number + 1);
  const ends = step.step === "end";
  const facts = { name: officer.name, post: posts.label(officer.post), union: officer.organization_name };
  return (
    <ConfirmAct
      kind={ends ? "destructive" : "plain"}
      title={t("officer:step.title", { verb: step.label, ...facts })}
      verb={step.label}
      effect={t(ends ? "officer:step.end" : "officer:step.reappoint", facts)}
      ready={on !== null && (!ends || reason.trim() !== "")}
      act={async () => {
        const body = ends
          ? { step: "end", on: on ?? "", reason: reason.trim() }
          : { step: "reappoint", on: on ?? "", term_number: term };
        await stepOfficer(officer.id, body as StepOfficerBody, ifMatch(officer));
        changed();
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <label htmlFor="step-on">
          {t(ends ? "officer:step.on" : "officer:field.started_on")}
          <DateField id="step-on" value={on} min={officer.started_on} max={today(Date.now())} onChange={setOn} />
        </label>
        {ends ? (
          <label htmlFor="step-reason">
            {t("officer:step.reason")}
            <Input
              id="step-reason"
              maxLength={LONGEST}
              value={reason}
              placeholder={t("officer:step.reason_hint")}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
        ) : (
          <label htmlFor="step-term">
            {t("officer:field.term_number")}
            <InputNumber id="step-term" min={1} max={60} precision={0} value={term} onChange={setTerm} />
          </label>
        )}
      </div>
    </ConfirmAct>
  );
}
