import { ifMatch } from "@unionhome/client";
import { stepEmployer } from "@unionhome/client/employers";
import type { EmployerOut, StepEmployerBody } from "@unionhome/client/model";
import { today } from "@unionhome/words";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { DateField } from "../../../ui/form/DateField";
import { OrgField } from "../../../ui/tree/OrgField";
import type { PickedOrg } from "../../../ui/tree/OrgPicker";
import { useChanged } from "../employer";
import styles from "../employer.module.css";

interface StepDialogProps {
  step: string;
  employer: EmployerOut;
  onClose(): void;
}

const LONGEST = 200;

/** Cover, uncover, close, reopen: from which day, and why. */
export function StepDialog({ step, employer, onClose }: StepDialogProps) {
  const { t } = useTranslation();
  const changed = useChanged();
  const [on, setOn] = useState<string | null>(() => today(Date.now()));
  const [reason, setReason] = useState("");
  const [union, setUnion] = useState<PickedOrg | null>(null);
  const label = employer.steps.find((one) => one.step === step)?.label ?? step;
  return (
    <ConfirmAct
      kind={step === "close" || step === "uncover" ? "destructive" : "plain"}
      title={t("employer:step.title", { verb: label, name: employer.name })}
      verb={label}
      effect={t(`employer:step.${step}`, { union: employer.union_name ?? "" })}
      ready={on !== null && (step !== "cover" || union !== null)}
      act={async () => {
        const body = { step, on: on ?? "", reason, ...(step === "cover" ? { union_id: union?.id } : {}) };
        changed(await stepEmployer(employer.id, body as StepEmployerBody, ifMatch(employer)));
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        {step === "cover" && (
          <label htmlFor="step-union">
            {t("employer:field.union_id")}
            <OrgField id="step-union" label={t("employer:field.union_id")} value={union} onChange={setUnion} />
          </label>
        )}
        <label htmlFor="step-on">
          {t("employer:step.on")}
          <DateField id="step-on" value={on} max={today(Date.now())} onChange={setOn} />
        </label>
        <label htmlFor="step-reason">
          {t("employer:step.reason")}
          <Input
            id="step-reason"
            maxLength={LONGEST}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      </div>
    </ConfirmAct>
  );
}
