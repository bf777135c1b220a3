import { ifMatch } from "@unionhome/client";
import type { NeedsMeasureOut, NeedsSurveyOut } from "@unionhome/client/model";
import { settleNeedsMeasure } from "@unionhome/client/needs-surveys";
import { today } from "@unionhome/words";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { DateField } from "../../ui/form/DateField";
import { Labelled } from "../../ui/form/Labelled";
import { useNeedsMoved } from "./data";
import styles from "./needs.module.css";

interface ResultDialogProps {
  survey: NeedsSurveyOut;
  measure: NeedsMeasureOut;
  onClose(): void;
}

/** A measure was done: when, and what came of it. */
export function ResultDialog({ survey, measure, onClose }: ResultDialogProps) {
  const { t } = useTranslation();
  const moved = useNeedsMoved();
  const now = today(Date.now());
  const [on, setOn] = useState<string | null>(now);
  const [outcome, setOutcome] = useState("");
  return (
    <ConfirmAct
      kind="plain"
      title={t("needs:settle.title")}
      verb={t("needs:settle.verb")}
      effect={measure.what}
      ready={on !== null && outcome.trim() !== ""}
      act={async () => {
        await settleNeedsMeasure(survey.id, measure.id, { on: on ?? now, outcome }, ifMatch(survey));
        await moved();
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <Labelled label={t("needs:field.done")}>
          {(id) => <DateField id={id} value={on} onChange={setOn} min={survey.held_on} max={now} />}
        </Labelled>
        <Labelled label={t("needs:field.outcome")}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={3}
              maxLength={300}
              value={outcome}
              onChange={(event) => setOutcome(event.target.value)}
            />
          )}
        </Labelled>
      </div>
    </ConfirmAct>
  );
}
