import { ifMatch } from "@unionhome/client";
import { stepAidCase } from "@unionhome/client/aid-cases";
import type { AidCaseOut } from "@unionhome/client/model";
import { date, today } from "@unionhome/words";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { DateField } from "../../../ui/form/DateField";
import { Labelled } from "../../../ui/form/Labelled";
import { useOnce } from "../../../ui/page/useOnce";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { Section } from "../../../ui/record/Section";

/** Help that is not money: a post recommended, a training, a talk (AID-25, AID-28). It shows nowhere else. */
export function Helped({ row }: { row: AidCaseOut }) {
  const { t } = useTranslation();
  if (!row.helped_on) return null;
  return (
    <Section title={t("aid:case.help.title")}>
      <DescriptionList>
        <Field label={t("aid:case.help.on")}>{date(row.helped_on)}</Field>
        <Field label={t("aid:case.help.done")}>{row.help_done}</Field>
      </DescriptionList>
    </Section>
  );
}

interface HelpDialogProps {
  row: AidCaseOut;
  onClose(): void;
  onDone(after: AidCaseOut): void;
}

export function HelpDialog({ row, onClose, onDone }: HelpDialogProps) {
  const { t } = useTranslation();
  const once = useOnce();
  const now = today(Date.now());
  const [on, setOn] = useState<string | null>(row.helped_on ?? now);
  const [done, setDone] = useState(row.help_done ?? "");
  return (
    <ConfirmAct
      kind="plain"
      title={t("aid:case.help.of", { name: row.name })}
      verb={t("aid:case.help.verb")}
      effect={t("aid:case.help.effect")}
      ready={on !== null && done.trim() !== ""}
      act={async () => {
        const said = { step: "help", on: on ?? now, done: done.trim() } as const;
        onDone(await once((options) => stepAidCase(row.id, said, { ...ifMatch(row), ...options })));
      }}
      onClose={onClose}
    >
      <Labelled label={t("aid:case.help.on")}>
        {(id) => <DateField id={id} value={on} onChange={setOn} max={now} />}
      </Labelled>
      <Labelled label={t("aid:case.help.done")}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={4}
            maxLength={500}
            placeholder={t("aid:case.help.example")}
            value={done}
            onChange={(event) => setDone(event.target.value)}
          />
        )}
      </Labelled>
    </ConfirmAct>
  );
}
