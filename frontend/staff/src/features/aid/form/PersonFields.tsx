import { Checkbox, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { DateField } from "../../../ui/form/DateField";
import { FormField } from "../../../ui/form/FormField";
import { YuanInput } from "../../../ui/form/YuanInput";
import { useDictionary } from "../../../ui/page/dictionary";

interface PersonFieldsProps {
  /** Where the person stands: ["worker"] in the form, [0] in the list of the family. */
  at: (string | number)[];
  /** As the number stands in the file, masked. */
  masked?: string | null;
  /** A note on health is kept already. */
  noted?: boolean;
  worker?: boolean;
}

const LEVELS = [1, 2, 3, 4];

/** One person of the file. What the document number says need not be typed. */
export function PersonFields({ at, masked, noted, worker }: PersonFieldsProps) {
  const { t } = useTranslation();
  const relations = useDictionary("relation");
  const kinds = useDictionary("id_kind");
  const sexes = useDictionary("sex");
  const politics = useDictionary("politics");
  const livelihoods = useDictionary("livelihood");
  const insurances = useDictionary("medical_insurance");
  const illnesses = useDictionary("illness");
  const disabilities = useDictionary("disability");
  const stages = useDictionary("school_stage");
  const label = (name: string) => t(`aid:person.${name}`);
  const choices = (dictionary: typeof relations, clear = true) => (
    <Select allowClear={clear} showSearch optionFilterProp="label" options={[...dictionary.choices]} />
  );
  return (
    <>
      {!worker && (
        <FormField name={[...at, "relation"]} label={label("relation")} required>
          <Select options={relations.choices.filter((one) => one.value !== "self")} />
        </FormField>
      )}
      <FormField name={[...at, "name"]} label={label("name")} required>
        <Input autoComplete="off" maxLength={40} />
      </FormField>
      <FormField name={[...at, "id_kind"]} label={label("id_kind")}>
        {choices(kinds, false)}
      </FormField>
      <FormField
        name={[...at, "id_number"]}
        label={label("id_number")}
        required={worker && !masked}
        hint={masked ? t("aid:form.number_kept", { masked }) : t("aid:form.number_hint")}
      >
        <Input autoComplete="off" spellCheck={false} maxLength={30} placeholder={masked ?? undefined} />
      </FormField>
      <FormField name={[...at, "born_on"]} label={label("born_on")} hint={t("aid:form.from_number")}>
        <DateField />
      </FormField>
      <FormField name={[...at, "sex"]} label={label("sex")} hint={t("aid:form.from_number")}>
        {choices(sexes)}
      </FormField>
      <FormField name={[...at, "politics"]} label={label("politics")}>
        {choices(politics)}
      </FormField>
      <FormField name={[...at, "livelihood"]} label={label("livelihood")}>
        {choices(livelihoods)}
      </FormField>
      <FormField name={[...at, "unit"]} label={label("unit")}>
        <Input autoComplete="off" maxLength={100} />
      </FormField>
      <FormField name={[...at, "income_fen"]} label={label("income")}>
        <YuanInput />
      </FormField>
      <FormField name={[...at, "medical_insurance"]} label={label("medical_insurance")}>
        {choices(insurances)}
      </FormField>
      <FormField name={[...at, "illness"]} label={label("illness")}>
        {choices(illnesses, false)}
      </FormField>
      <FormField
        name={[...at, "health_note"]}
        label={label("health_note")}
        hint={noted ? t("aid:form.note_kept") : t("aid:form.sealed")}
      >
        <Input autoComplete="off" maxLength={500} />
      </FormField>
      <FormField name={[...at, "disability"]} label={label("disability")}>
        {choices(disabilities)}
      </FormField>
      <FormField name={[...at, "disability_level"]} label={label("disability_level")}>
        <Select allowClear options={LEVELS.map((n) => ({ value: n, label: t("aid:form.level", { n }) }))} />
      </FormField>
      {!worker && (
        <FormField name={[...at, "school_stage"]} label={label("school_stage")}>
          {choices(stages)}
        </FormField>
      )}
      {!worker && (
        <FormField name={[...at, "enrolled_in"]} label={label("enrolled_in")}>
          <InputNumber min={1990} max={2100} precision={0} style={{ width: "100%" }} />
        </FormField>
      )}
      {!worker && (
        <FormField name={[...at, "school_years"]} label={label("school_years")}>
          <InputNumber min={1} max={9} precision={0} style={{ width: "100%" }} />
        </FormField>
      )}
      <FormField name={[...at, "married"]} label={label("married")} valuePropName="checked">
        <Checkbox>{t("aid:person.is_married")}</Checkbox>
      </FormField>
    </>
  );
}
