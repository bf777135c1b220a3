import { ifMatch } from "@unionhome/client";
import { deleteHousehold, stepHousehold } from "@unionhome/client/households";
import type { HouseholdOut, StepHouseholdBody } from "@unionhome/client/model";
import { Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { useDictionary } from "../../../ui/page/dictionary";
import styles from "../aid.module.css";

export const DESTRUCTIVE = ["delete", "exit", "refuse_decision"];
/** Stands for "in no category" among the choices. */
const NONE = "none";
const LEAST_REASON = 5;

interface StepDialogProps {
  household: HouseholdOut;
  step: string;
  onClose(): void;
  /** With the file as it is now; null when it is gone. */
  onDone(household: HouseholdOut | null): void;
}

/** Put on file, review, close, let return; decide beside the rules: what each means, and what it asks for. */
export function StepDialog({ household, step, onClose, onDone }: StepDialogProps) {
  const { t } = useTranslation();
  const reasons = useDictionary("exit_reason");
  const categories = useDictionary("hardship_category");
  const [reason, setReason] = useState<string>();
  const [category, setCategory] = useState<string>();
  const [note, setNote] = useState("");
  const label = household.steps.find((one) => one.step === step)?.label ?? step;
  const exits = step === "exit";
  const decides = step === "propose_decision";
  const ready =
    (!exits || (reason !== undefined && (reason !== "other" || note.trim() !== ""))) &&
    (!decides || (category !== undefined && note.trim().length >= LEAST_REASON));

  function bodyOf(): StepHouseholdBody {
    if (exits) return { step, reason, note } as StepHouseholdBody;
    if (decides) return { step, category: category === NONE ? null : category, reason: note } as StepHouseholdBody;
    return { step } as StepHouseholdBody;
  }

  return (
    <ConfirmAct
      kind={DESTRUCTIVE.includes(step) ? "destructive" : "plain"}
      title={t("aid:step.title", { verb: label, name: household.name, number: household.number })}
      verb={label}
      effect={t(`aid:step.${step}`)}
      ready={ready}
      eager={!exits && !decides && step !== "delete"}
      act={async () => {
        if (step === "delete") {
          await deleteHousehold(household.id, ifMatch(household));
          onDone(null);
        } else onDone(await stepHousehold(household.id, bodyOf(), ifMatch(household)));
      }}
      onClose={onClose}
    >
      {(exits || decides) && (
        <div className={styles.fields}>
          {exits && (
            <label htmlFor="exit-reason">
              {t("aid:step.exit_reason")}
              <Select id="exit-reason" value={reason} options={[...reasons.choices]} onChange={setReason} />
            </label>
          )}
          {decides && (
            <label htmlFor="decided-category">
              {t("aid:column.category")}
              <Select
                id="decided-category"
                value={category}
                options={[...categories.choices, { value: NONE, label: t("aid:no_category") }]}
                onChange={setCategory}
              />
            </label>
          )}
          <label htmlFor="step-note">
            {decides ? t("aid:step.reason") : t("aid:step.note")}
            <Input.TextArea
              id="step-note"
              rows={3}
              maxLength={decides ? 500 : 200}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </label>
        </div>
      )}
    </ConfirmAct>
  );
}
