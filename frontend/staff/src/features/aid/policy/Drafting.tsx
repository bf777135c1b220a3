import type { CurrentPolicy } from "@unionhome/client/model";
import { Checkbox, Input, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { DateField } from "../../../ui/form/DateField";
import { YuanInput } from "../../../ui/form/YuanInput";
import { useDictionary } from "../../../ui/page/dictionary";
import { Section } from "../../../ui/record/Section";
import styles from "../aid.module.css";
import { RulesEditor } from "./RulesEditor";
import { PARTS, type Part, type PolicyValues } from "./values";

interface DraftingProps {
  presets: CurrentPolicy["presets"];
  values: PolicyValues;
  /** The first day that may be chosen. */
  min: string;
  onChange(change: Partial<PolicyValues>): void;
}

/** The day, the parts that differ, and the parts themselves; what is not ticked is inherited. */
export function Drafting({ presets, values, min, onChange }: DraftingProps) {
  const { t } = useTranslation();
  const parts = useDictionary("policy_part");
  const categories = useDictionary("hardship_category");
  const exclusions = useDictionary("exclusion");
  const toggle = (part: Part, on: boolean) => {
    const own = new Set(values.own);
    if (on) own.add(part);
    else own.delete(part);
    onChange({ own });
  };
  const money = (id: string, label: string, value: number | null | undefined, set: (fen: number | null) => void) => (
    <label key={id} htmlFor={`policy-${id}`}>
      {label}
      <YuanInput id={`policy-${id}`} style={{ width: 200 }} value={value} onChange={set} />
    </label>
  );
  return (
    <>
      <div className={`${styles.ticks} ${styles.fields}`} style={{ flexDirection: "row" }}>
        <label htmlFor="policy-day">
          {t("aid:policy.effective_on")}
          <DateField
            id="policy-day"
            value={values.effective_on}
            min={min}
            onChange={(effective_on) => onChange({ effective_on })}
          />
        </label>
        <label htmlFor="policy-document">
          {t("aid:policy.document_number")}
          <Input
            id="policy-document"
            maxLength={60}
            value={values.document_number}
            onChange={(event) => onChange({ document_number: event.target.value })}
          />
        </label>
      </div>
      <fieldset className={styles.ticks} style={{ border: 0, padding: "10px 0" }}>
        <legend className="small ink-3">{t("aid:policy.which")}</legend>
        {PARTS.map((part) => (
          <Checkbox key={part} checked={values.own.has(part)} onChange={(event) => toggle(part, event.target.checked)}>
            {parts.label(part)}
          </Checkbox>
        ))}
      </fieldset>
      {values.own.has("line") && (
        <div className={styles.fields}>
          {money("line", t("aid:policy.line"), values.line, (line) => onChange({ line }))}
          <label htmlFor="policy-size">
            {t("aid:policy.default_size")}
            <InputNumber
              id="policy-size"
              min={1}
              max={20}
              precision={0}
              style={{ width: 200 }}
              value={values.default_size}
              onChange={(default_size) => onChange({ default_size })}
            />
          </label>
        </div>
      )}
      {values.own.has("rules") && (
        <Section title={parts.label("rules")}>
          <RulesEditor presets={presets} values={values} onChange={onChange} />
        </Section>
      )}
      {values.own.has("exclusions") && (
        <Section title={parts.label("exclusions")}>
          <Checkbox.Group
            options={exclusions.choices.map((one) => ({ ...one }))}
            value={values.exclusions}
            onChange={(chosen) => onChange({ exclusions: chosen as string[] })}
          />
        </Section>
      )}
      {values.own.has("amounts") && (
        <Section title={parts.label("amounts")} note={t("aid:policy.a_year")}>
          <div className={styles.fields}>
            {categories.choices.map((one) =>
              money(one.value, one.label, values.amounts[one.value], (fen) =>
                onChange({ amounts: { ...values.amounts, [one.value]: fen } }),
              ),
            )}
          </div>
        </Section>
      )}
      {values.own.has("caps") && (
        <Section title={parts.label("caps")} note={t("aid:policy.caps_bind")}>
          <div className={styles.fields}>
            {money("time", t("aid:policy.each_time"), values.each_time, (each_time) => onChange({ each_time }))}
            {money("year", t("aid:policy.each_year"), values.each_year, (each_year) => onChange({ each_year }))}
          </div>
        </Section>
      )}
    </>
  );
}
