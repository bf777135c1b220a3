import { ifMatch } from "@unionhome/client";
import { editDuty, makeDuty } from "@unionhome/client/duties";
import type { DutyOut, DutySubject } from "@unionhome/client/model";
import { moment } from "@unionhome/words";
import { Checkbox, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { Labelled } from "../../ui/form/Labelled";
import { useDictionary } from "../../ui/page/dictionary";
import { useOnce } from "../../ui/page/useOnce";
import { useDutiesMoved } from "./data";
import styles from "./duty.module.css";

const LONGEST_NAME = 60;
const LONGEST_ASK = 1000;

/** "2026-12-30 17:30", China's time as it is shown, as the field has it. */
const asField = (instant: string): string => moment(instant).replace(" ", "T");

/** What is to be handed in, until which minute, with a file or without, every year or once. */
export function DutyDialog({ duty, onClose }: { duty?: DutyOut; onClose(): void }) {
  const { t } = useTranslation();
  const subjects = useDictionary("duty_subject");
  const moved = useDutiesMoved();
  const once = useOnce();
  const [subject, setSubject] = useState<DutySubject>(duty?.subject ?? "registers");
  const [name, setName] = useState<string>();
  const [ask, setAsk] = useState(duty?.ask ?? "");
  const [due, setDue] = useState(duty ? asField(duty.due_at) : "");
  const [file, setFile] = useState(duty?.needs_file ?? false);
  const [yearly, setYearly] = useState(duty?.yearly ?? false);
  // Until somebody types another one, it is called what it is about.
  const called = name ?? duty?.name ?? (subject === "other" ? "" : subjects.label(subject));

  async function act() {
    const said = { name: called, ask, due_at: `${due}:00+08:00`, needs_file: file, yearly };
    if (duty) {
      // A deadline that is over stays as it is: only another one has to lie ahead.
      const { due_at, ...rest } = said;
      await editDuty(duty.id, due === asField(duty.due_at) ? rest : { ...rest, due_at }, ifMatch(duty));
    } else await once((options) => makeDuty({ ...said, subject }, options));
    await moved();
  }

  return (
    <ConfirmAct
      kind="plain"
      width={560}
      title={duty ? t("duty:edit.title", { name: duty.name }) : t("duty:make.title")}
      verb={t(duty ? "duty:edit.verb" : "duty:make.verb")}
      effect={t(duty ? "duty:edit.effect" : "duty:make.effect")}
      ready={called.trim() !== "" && due !== ""}
      act={act}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <div className={styles.pair}>
          {!duty && (
            <Labelled label={t("duty:column.subject")}>
              {(id) => <Select id={id} value={subject} options={[...subjects.choices]} onChange={setSubject} />}
            </Labelled>
          )}
          <Labelled label={t("duty:column.due")}>
            {(id) => (
              <Input id={id} type="datetime-local" value={due} onChange={(event) => setDue(event.target.value)} />
            )}
          </Labelled>
        </div>
        <Labelled label={t("duty:column.name")}>
          {(id) => (
            <Input id={id} maxLength={LONGEST_NAME} value={called} onChange={(event) => setName(event.target.value)} />
          )}
        </Labelled>
        <Labelled label={t("duty:column.ask")}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={4}
              maxLength={LONGEST_ASK}
              value={ask}
              placeholder={t("duty:make.hint")}
              onChange={(event) => setAsk(event.target.value)}
            />
          )}
        </Labelled>
        <Checkbox checked={file} onChange={(event) => setFile(event.target.checked)}>
          {t("duty:make.needs_file")}
        </Checkbox>
        <Checkbox checked={yearly} onChange={(event) => setYearly(event.target.checked)}>
          {t("duty:make.yearly")}
        </Checkbox>
      </div>
    </ConfirmAct>
  );
}
