import type { BatchRequest, MemberBatchOut } from "@unionhome/client/model";
import { date, today } from "@unionhome/words";
import { Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { DateField } from "../../../ui/form/DateField";
import { useDictionary } from "../../../ui/page/dictionary";
import styles from "./batch.module.css";

/** What the toolbar of the list offers to do to many. */
export type Deed = "change" | "card" | "approve" | "submit";
export type What = Pick<BatchRequest, "step" | "change">;

/** Fields that mean the same for everybody, with the dictionary of their values. */
const FIELDS = {
  kind: "member_kind",
  employment_form: "employment_form",
  new_employment: "new_employment",
  education: "education",
  politics: "politics",
  nation: "nation",
  hukou_kind: "hukou_kind",
  skill_level: "skill_level",
} as const;
type FieldName = keyof typeof FIELDS;

/** What is to be done, once it is chosen, and the fields in which it is chosen. */
export function useDeed(deed: Deed): { what: What | null; fields: ReactNode } {
  const { t } = useTranslation();
  const now = today(Date.now());
  const [field, setField] = useState<FieldName>("kind");
  const [value, setValue] = useState<string>();
  const [on, setOn] = useState<string | null>(now);
  const values = useDictionary(FIELDS[field]);
  if (deed === "card")
    return {
      what: on === null ? null : { change: { card_issued_on: on } },
      fields: <DateField value={on} onChange={setOn} max={now} />,
    };
  if (deed !== "change") return { what: { step: { step: deed } }, fields: null };
  return {
    what: value === undefined ? null : { change: { [field]: value } },
    fields: (
      <div className={styles.fields}>
        <Select
          aria-label={t("member:batch.field")}
          value={field}
          options={Object.keys(FIELDS).map((name) => ({ value: name, label: t(`member:field.${name}`) }))}
          onChange={(next: FieldName) => {
            setField(next);
            setValue(undefined);
          }}
        />
        <Select
          aria-label={t("member:batch.value")}
          placeholder={t("member:batch.value")}
          value={value}
          options={[...values.choices]}
          showSearch={{ optionFilterProp: "label" }}
          onChange={setValue}
        />
      </div>
    ),
  };
}

/** The verb of a batch: 批准入会, 发会员证, 批量修改. */
export function useVerb(batch: Pick<MemberBatchOut, "step" | "change"> | undefined): string {
  const { t } = useTranslation();
  const steps = useDictionary("asked_step");
  if (batch?.step) return steps.label(batch.step);
  const fields = Object.keys(batch?.change ?? {});
  return t(fields.join() === "card_issued_on" ? "member:batch.card" : "member:batch.change");
}

/** What a change sets: 户口性质 改为 农业. */
export function Change({ change }: { change: MemberBatchOut["change"] }) {
  const { t } = useTranslation();
  return Object.entries(change ?? {}).map(([field, value]) => (
    <span key={field}>
      {t("member:batch.sets", { field: t(`member:field.${field}`) })} <Value field={field} value={value} />
    </span>
  ));
}

function Value({ field, value }: { field: string; value: unknown }) {
  const { t } = useTranslation();
  const words = useDictionary(FIELDS[field as FieldName] ?? "");
  if (value === null || value === "") return t("member:batch.empty");
  if (typeof value === "boolean") return t(value ? "member:batch.yes" : "member:batch.no");
  return field === "card_issued_on" ? date(String(value)) : words.label(String(value));
}
