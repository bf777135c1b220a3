import { useQuery } from "@tanstack/react-query";
import { getEmployer } from "@unionhome/client/employers";
import type { BatchRequest, MemberBatchOut } from "@unionhome/client/model";
import { date, MISSING, today } from "@unionhome/words";
import { Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { DateField } from "../../../ui/form/DateField";
import { Labelled } from "../../../ui/form/Labelled";
import { useDictionary } from "../../../ui/page/dictionary";
import { EmployerField } from "../form/MemberFields";
import { useStepAsked } from "../step/useStepAsked";
import styles from "./batch.module.css";
import { CHANGED, type Coded, EMPLOYER, FIELDS, type FieldName, isFlag } from "./changes";

/** What the toolbar of the list offers to do to many. */
export type Deed = "change" | "card" | "approve" | "return" | "submit" | "retain" | "leave";
export type What = Pick<BatchRequest, "step" | "change">;

/** The ways in which a membership ends. */
const LEAVING = ["withdraw", "auto_withdraw", "expel", "record_death"] as const;

/** What is to be done, once it is chosen, and the fields in which it is chosen. */
export function useDeed(deed: Deed): { what: What | null; fields: ReactNode } {
  const change = useChange();
  const step = useStepOf(deed);
  const { t } = useTranslation();
  const now = today(Date.now());
  const [on, setOn] = useState<string | null>(now);
  if (deed === "change") return change;
  if (deed === "card")
    return {
      what: on === null ? null : { change: { card_issued_on: on } },
      fields: (
        <Labelled label={t("member:field.card_issued_on")}>
          {(id) => <DateField id={id} value={on} onChange={setOn} max={now} />}
        </Labelled>
      ),
    };
  return step;
}

/** One field and its value for all. */
function useChange(): { what: What | null; fields: ReactNode } {
  const { t } = useTranslation();
  const [field, setField] = useState<FieldName>("kind");
  const [value, setValue] = useState<string>();
  const [employer, setEmployer] = useState<{ value: string; label: string }>();
  const values = useDictionary(FIELDS[field as Coded] ?? "");
  const flags = ["yes", "no"].map((one) => ({ value: one, label: t(`member:batch.${one}`) }));
  const chosen = field === EMPLOYER ? employer?.value : isFlag(field) ? value && value === "yes" : value;
  return {
    what: chosen === undefined ? null : { change: { [field]: chosen } },
    fields: (
      <div className={styles.fields}>
        <Select
          aria-label={t("member:batch.field")}
          value={field}
          options={CHANGED.map((name) => ({ value: name, label: t(`member:field.${name}`) }))}
          onChange={(next: FieldName) => {
            setField(next);
            setValue(undefined);
          }}
        />
        {field === EMPLOYER ? (
          <EmployerField
            label={t("member:batch.value")}
            union={undefined}
            hint={t("member:batch.employer_hint")}
            value={employer}
            onChange={setEmployer}
          />
        ) : (
          <Select
            aria-label={t("member:batch.value")}
            placeholder={t("member:batch.value")}
            value={value}
            options={isFlag(field) ? flags : [...values.choices]}
            showSearch={{ optionFilterProp: "label" }}
            onChange={setValue}
          />
        )}
      </div>
    ),
  };
}

/** A step of the membership with what it needs. Yes to many is said today. */
function useStepOf(deed: Deed): { what: What | null; fields: ReactNode } {
  const { t } = useTranslation();
  const steps = useDictionary("asked_step");
  const [leaving, setLeaving] = useState<string>(LEAVING[0]);
  const { asked, fields } = useStepAsked(deed === "leave" ? leaving : deed);
  if (deed === "approve" || deed === "submit") return { what: { step: { step: deed } }, fields: null };
  return {
    what: asked && { step: asked },
    fields: (
      <div className={styles.fields}>
        {deed === "leave" && (
          <Labelled label={t("member:batch.leaving")}>
            {(id) => (
              <Select
                id={id}
                value={leaving}
                options={LEAVING.map((one) => ({ value: one, label: steps.label(one) }))}
                onChange={setLeaving}
              />
            )}
          </Labelled>
        )}
        {fields}
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
  const words = useDictionary(FIELDS[field as Coded] ?? "");
  const employer = useQuery({
    queryKey: ["employers", "one", value],
    queryFn: ({ signal }) => getEmployer(String(value), { signal }),
    enabled: field === EMPLOYER && value !== null,
  }).data;
  if (field === EMPLOYER && value !== null) return employer?.name ?? MISSING;
  if (value === null || value === "") return t("member:batch.empty");
  if (typeof value === "boolean") return t(value ? "member:batch.yes" : "member:batch.no");
  return field === "card_issued_on" ? date(String(value)) : words.label(String(value));
}
