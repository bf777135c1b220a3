import type { CurrentPolicy } from "@unionhome/client/model";
import { Checkbox, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { YuanInput } from "../../../ui/form/YuanInput";
import { useDictionary } from "../../../ui/page/dictionary";
import styles from "../aid.module.css";
import { NEW_RULE, type PolicyValues, type RuleValues, ruleValues } from "./values";

interface RulesEditorProps {
  presets: CurrentPolicy["presets"];
  values: PolicyValues;
  onChange(change: Partial<PolicyValues>): void;
}

const MOST_RULES = 12;

/** The rules in their order: the first that a household meets gives its category. */
export function RulesEditor({ presets, values, onChange }: RulesEditorProps) {
  const { t } = useTranslation();
  const categories = useDictionary("hardship_category");
  const bases = useDictionary("income_basis");
  const circumstances = useDictionary("circumstance");
  const kinds = useDictionary("worker_kind");
  const set = (place: number, change: Partial<RuleValues>) =>
    onChange({ rules: values.rules.map((rule, index) => (index === place ? { ...rule, ...change } : rule)) });
  return (
    <>
      <div className={styles.ticks}>
        {presets.map((preset) => (
          <Button
            key={preset.code}
            kind="text"
            onClick={() => onChange({ ...ruleValues(preset.rules), exclusions: [...preset.exclusions] })}
          >
            {t(`aid:policy.preset.${preset.code}`)}
          </Button>
        ))}
      </div>
      {values.rules.map((rule, place) => (
        <div key={place} className={styles.rule} role="group" aria-label={t("aid:policy.rule", { n: place + 1 })}>
          <Input
            aria-label={t("aid:policy.rule_name")}
            placeholder={t("aid:policy.rule_name")}
            maxLength={60}
            value={rule.name}
            onChange={(event) => set(place, { name: event.target.value })}
          />
          <Select
            aria-label={t("aid:column.category")}
            value={rule.category}
            options={[...categories.choices]}
            onChange={(category) => set(place, { category })}
          />
          <Select
            aria-label={t("aid:policy.basis")}
            allowClear
            placeholder={t("aid:policy.no_income")}
            value={rule.basis ?? undefined}
            options={[...bases.choices]}
            onChange={(basis) => set(place, { basis: basis ?? null })}
          />
          <InputNumber
            aria-label={t("aid:policy.percent")}
            min={1}
            max={1000}
            precision={0}
            suffix="%"
            disabled={!rule.basis}
            value={rule.percent}
            onChange={(percent) => set(place, { percent })}
          />
          <Checkbox
            disabled={!rule.basis}
            checked={rule.inclusive}
            onChange={(event) => set(place, { inclusive: event.target.checked })}
          >
            {t("aid:policy.inclusive")}
          </Checkbox>
          <Select
            aria-label={t("aid:policy.circumstances")}
            mode="multiple"
            maxTagCount="responsive"
            placeholder={t("aid:policy.circumstances")}
            value={rule.circumstances}
            options={[...circumstances.choices]}
            onChange={(chosen) => set(place, { circumstances: chosen })}
          />
          <YuanInput
            aria-label={t("aid:policy.loss")}
            placeholder={t("aid:policy.loss")}
            value={rule.loss}
            onChange={(loss) => set(place, { loss })}
          />
          <Button
            kind="text"
            icon="close"
            aria-label={t("aid:policy.drop_rule", { n: place + 1 })}
            disabled={values.rules.length === 1}
            onClick={() => onChange({ rules: values.rules.filter((_, index) => index !== place) })}
          />
        </div>
      ))}
      <Button
        icon="plus"
        disabled={values.rules.length >= MOST_RULES}
        onClick={() => onChange({ rules: [...values.rules, { ...NEW_RULE }] })}
      >
        {t("aid:policy.add_rule")}
      </Button>
      <div className={styles.fields}>
        <label htmlFor="policy-applicants">
          {t("aid:policy.applicants")}
          <Select
            id="policy-applicants"
            mode="multiple"
            value={values.applicants}
            options={[...kinds.choices]}
            onChange={(applicants) => onChange({ applicants })}
          />
        </label>
        <label htmlFor="policy-months">
          {t("aid:policy.migrant_months")}
          <InputNumber
            id="policy-months"
            min={0}
            max={120}
            precision={0}
            value={values.migrant_months}
            onChange={(migrant_months) => onChange({ migrant_months })}
          />
        </label>
      </div>
    </>
  );
}
