import { ifMatch } from "@unionhome/client";
import { recordAidOutcome } from "@unionhome/client/aid-cases";
import type { AidCaseOut, AidOutcome } from "@unionhome/client/model";
import { date, today } from "@unionhome/words";
import { Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { DateField } from "../../../ui/form/DateField";
import { Labelled } from "../../../ui/form/Labelled";
import { useDictionary } from "../../../ui/page/dictionary";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { Section } from "../../../ui/record/Section";
import { useCaseChanged } from "./data";

/** What became of somebody after the help: work found, school gone on with or left (AID-22, AID-25). */
export function Followed({ row }: { row: AidCaseOut }) {
  const { t } = useTranslation();
  const outcomes = useDictionary("aid_outcome");
  const [asking, setAsking] = useState(false);
  if (!row.outcome && row.outcomes.length === 0) return null;
  return (
    <Section
      title={t("aid:case.followed.title")}
      more={row.outcomes.length > 0 && <Button onClick={() => setAsking(true)}>{t("aid:case.followed.verb")}</Button>}
    >
      {row.outcome ? (
        <DescriptionList>
          <Field label={t("aid:case.column.outcome")}>{outcomes.label(row.outcome)}</Field>
          <Field label={t("aid:case.column.outcome_on")}>{`${date(row.outcome_on)} ${row.outcome_by_name}`}</Field>
          <Field label={t("aid:case.followed.note")}>{row.outcome_note}</Field>
        </DescriptionList>
      ) : (
        <p className="ink-3">{t("aid:case.followed.none")}</p>
      )}
      {asking && <OutcomeDialog row={row} onClose={() => setAsking(false)} />}
    </Section>
  );
}

function OutcomeDialog({ row, onClose }: { row: AidCaseOut; onClose(): void }) {
  const { t } = useTranslation();
  const outcomes = useDictionary("aid_outcome");
  const changed = useCaseChanged();
  const now = today(Date.now());
  const [outcome, setOutcome] = useState<AidOutcome | undefined>(row.outcome ?? undefined);
  const [on, setOn] = useState<string | null>(now);
  const [note, setNote] = useState(row.outcome_note ?? "");

  async function act() {
    if (outcome) changed(await recordAidOutcome(row.id, { outcome, on: on ?? now, note }, ifMatch(row)));
  }

  return (
    <ConfirmAct
      kind="plain"
      title={t("aid:case.followed.of", { name: row.name })}
      verb={t("aid:case.followed.verb")}
      effect={t("aid:case.followed.effect")}
      ready={outcome !== undefined && on !== null}
      act={act}
      onClose={onClose}
    >
      <Labelled label={t("aid:case.column.outcome")}>
        {(id) => (
          <Select
            id={id}
            style={{ width: "100%" }}
            value={outcome}
            options={row.outcomes.map((value) => ({ value, label: outcomes.label(value) }))}
            onChange={setOutcome}
          />
        )}
      </Labelled>
      <Labelled label={t("aid:case.column.outcome_on")}>
        {(id) => <DateField id={id} value={on} onChange={setOn} max={now} />}
      </Labelled>
      <Labelled label={t("aid:case.followed.note")}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={3}
            maxLength={200}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Labelled>
    </ConfirmAct>
  );
}
