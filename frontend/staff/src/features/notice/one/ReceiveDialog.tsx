import type { NoticeOut, ObjectionWay } from "@unionhome/client/model";
import { receiveObjection } from "@unionhome/client/notices";
import { today } from "@unionhome/words";
import { Checkbox, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { DateField } from "../../../ui/form/DateField";
import { Labelled } from "../../../ui/form/Labelled";
import { useDictionary } from "../../../ui/page/dictionary";
import { useOnce } from "../../../ui/page/useOnce";
import styles from "../notice.module.css";

interface ReceiveDialogProps {
  notice: NoticeOut;
  onDone(): Promise<void>;
  onClose(): void;
}

const WHOLE = "";

/** An objection as somebody brings it: against a case or the whole notice, named or not. */
export function ReceiveDialog({ notice, onDone, onClose }: ReceiveDialogProps) {
  const { t } = useTranslation();
  const ways = useDictionary("objection_way");
  const now = today(Date.now());
  const [against, setAgainst] = useState(notice.lines.length === 1 ? (notice.lines[0]?.case_id ?? WHOLE) : WHOLE);
  const [way, setWay] = useState<ObjectionWay>("in_person");
  const [on, setOn] = useState<string | null>(now < notice.last_on ? now : notice.last_on);
  const [anonymous, setAnonymous] = useState(false);
  const [objector, setObjector] = useState("");
  const [contact, setContact] = useState("");
  const [text, setText] = useState("");
  const once = useOnce();

  async function act() {
    const asked = {
      notice_id: notice.id,
      case_id: against || null,
      way,
      received_on: on ?? now,
      anonymous,
      objector,
      contact,
      text,
    };
    await once((options) => receiveObjection(asked, options));
    await onDone();
  }

  return (
    <ConfirmAct
      kind="plain"
      title={t("notice:objection.enter_title", { number: notice.number })}
      verb={t("notice:objection.enter")}
      effect={t("notice:objection.enter_effect")}
      ready={on !== null && text.trim() !== "" && (anonymous || objector.trim() !== "")}
      act={act}
      onClose={onClose}
    >
      <div className={styles.asks}>
        <Labelled label={t("notice:objection.against")}>
          {(id) => (
            <Select
              id={id}
              value={against}
              onChange={setAgainst}
              showSearch={{ optionFilterProp: "label" }}
              options={[
                { value: WHOLE, label: t("notice:objection.whole") },
                ...notice.lines.map((one) => ({ value: one.case_id, label: one.cells.name })),
              ]}
            />
          )}
        </Labelled>
        <div className={styles.pair}>
          <Labelled label={t("notice:objection.way")}>
            {(id) => (
              <Select
                id={id}
                value={way}
                onChange={setWay}
                options={(["in_person", "phone", "letter"] as const).map((value) => ({
                  value,
                  label: ways.label(value),
                }))}
              />
            )}
          </Labelled>
          <Labelled label={t("notice:objection.received")}>
            {(id) => <DateField id={id} value={on} onChange={setOn} max={now} />}
          </Labelled>
        </div>
        <Checkbox checked={anonymous} onChange={(event) => setAnonymous(event.target.checked)}>
          {t("notice:objection.anonymous")}
        </Checkbox>
        {!anonymous && (
          <div className={styles.pair}>
            <Labelled label={t("notice:objection.objector")}>
              {(id) => (
                <Input id={id} value={objector} maxLength={40} onChange={(event) => setObjector(event.target.value)} />
              )}
            </Labelled>
            <Labelled label={t("notice:objection.contact")}>
              {(id) => (
                <Input id={id} value={contact} maxLength={60} onChange={(event) => setContact(event.target.value)} />
              )}
            </Labelled>
          </div>
        )}
        <Labelled label={t("notice:objection.text")}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={4}
              maxLength={2000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Labelled>
      </div>
    </ConfirmAct>
  );
}
