import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@unionhome/client";
import type { ObjectionStep } from "@unionhome/client/model";
import { getObjection, stepObjection } from "@unionhome/client/notices";
import { Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Dialog } from "../../../ui/dialog/Dialog";
import { Labelled } from "../../../ui/form/Labelled";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { OBJECTIONS } from "../data";
import styles from "../notice.module.css";

interface AnswerDialogProps {
  id: string;
  onDone(): Promise<void>;
  onClose(): void;
}

const STEPS: ObjectionStep[] = ["dismiss", "uphold_return", "uphold_reject"];
const LEAST = 5;

/** What was said, and the answer to it. Opening it is on record. */
export function AnswerDialog({ id, onDone, onClose }: AnswerDialogProps) {
  const { t } = useTranslation();
  const answers = useDictionary("objection_step");
  const states = useDictionary("objection_state");
  const ways = useDictionary("objection_way");
  const [step, setStep] = useState<ObjectionStep>();
  const [reason, setReason] = useState("");
  const { data, error } = useQuery({
    queryKey: [OBJECTIONS, "one", id],
    queryFn: ({ signal }) => getObjection(id, { signal }),
    gcTime: 0,
  });
  const title = t("notice:objection.title", { name: data?.against ?? t("notice:objection.whole") });
  const said = data && (
    <DescriptionList>
      <Field label={t("notice:objection.objector")}>
        {data.anonymous ? t("notice:objection.anonymous") : data.objector}
      </Field>
      <Field label={t("notice:objection.contact")}>{data.contact}</Field>
      <Field label={t("notice:objection.text")}>
        <span className={styles.said}>{data.text}</span>
      </Field>
      <Field label={t("notice:objection.way")}>{ways.label(data.way)}</Field>
      {data.state === "withdrawn" && <Field label={t("notice:column.state")}>{states.label(data.state)}</Field>}
      {(data.state === "dismissed" || data.state === "upheld") && (
        <Field label={t("notice:objection.found")} note={`${data.answered_by_name} ${states.label(data.state)}`}>
          {data.reason}
        </Field>
      )}
    </DescriptionList>
  );
  if (data?.state !== "open") {
    return (
      <Dialog
        title={title}
        onClose={onClose}
        foot={
          <Button size={32} onClick={onClose}>
            {t("notice:objection.close")}
          </Button>
        }
      >
        {error && <ProblemStrip boxed problem={error} />}
        {said}
      </Dialog>
    );
  }

  async function act() {
    if (!data || !step) return;
    await stepObjection(id, { step, reason }, ifMatch(data));
    await onDone();
  }

  return (
    <ConfirmAct
      kind="plain"
      title={title}
      verb={t("notice:objection.answer")}
      effect={t("notice:objection.answer_effect")}
      ready={step !== undefined && reason.trim().length >= LEAST}
      act={act}
      onClose={onClose}
    >
      <div className={styles.asks}>
        {said}
        <Radio.Group
          value={step}
          onChange={(event) => setStep(event.target.value)}
          options={STEPS.map((value) => ({ value, label: answers.label(value) }))}
        />
        <Labelled label={t("notice:objection.reason")}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={3}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Labelled>
      </div>
    </ConfirmAct>
  );
}
