import { Checkbox, Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { DateField } from "../../../ui/form/DateField";
import { FormField, FormSection } from "../../../ui/form/FormField";
import { YuanInput } from "../../../ui/form/YuanInput";
import { useDictionary } from "../../../ui/page/dictionary";
import { Section } from "../../../ui/record/Section";
import { OrgField } from "../../../ui/tree/OrgField";
import styles from "../aid.module.css";
import { PersonFields } from "./PersonFields";
import { AMOUNTS, FLAGS, type HouseholdValues, NEW_PERSON } from "./values";

const MOST_FAMILY = 20;

/** The paper form, filled in: the worker, the unit, the family, the hardship, the year, the home, the bank. */
export function HouseholdFields({ fresh, initial }: { fresh?: boolean; initial: HouseholdValues }) {
  const { t } = useTranslation();
  const dictionaries = {
    worker_kind: useDictionary("worker_kind"),
    marriage: useDictionary("marriage"),
    contract_term: useDictionary("contract_term"),
    hukou_kind: useDictionary("hukou_kind"),
    enterprise_state: useDictionary("enterprise_state"),
    nation: useDictionary("nation"),
    unit_ownership: useDictionary("ownership"),
    unit_industry: useDictionary("industry"),
    model_worker: useDictionary("model_worker"),
    housing: useDictionary("housing"),
    housing_area: useDictionary("housing_area"),
    main_cause: useDictionary("hardship_cause"),
    causes: useDictionary("hardship_cause"),
    exclusions: useDictionary("exclusion"),
  };
  const special = Form.useWatch("special");
  const label = (name: string) => t(`aid:field.${name}`);
  const choice = (name: keyof typeof dictionaries, required = false, multiple = false) => (
    <FormField name={name} label={label(name)} required={required}>
      <Select
        allowClear={!required}
        showSearch
        mode={multiple ? "multiple" : undefined}
        optionFilterProp="label"
        options={[...dictionaries[name].choices]}
      />
    </FormField>
  );
  const text = (name: string, most: number, hint?: string, wide?: boolean) => (
    <FormField name={name} label={label(name)} hint={hint} wide={wide}>
      <Input autoComplete="off" maxLength={most} />
    </FormField>
  );
  return (
    <>
      <FormSection title={t("aid:group.worker")}>
        {fresh && (
          <FormField name="organization_id" label={t("aid:column.organization")} required wide>
            <OrgField label={t("aid:column.organization")} />
          </FormField>
        )}
        <PersonFields at={["worker"]} worker masked={initial.worker.masked} noted={initial.worker.noted} />
        {choice("worker_kind", true)}
        {choice("nation")}
        {choice("marriage")}
        {text("phone", 40, fresh ? undefined : t("aid:form.left_empty"))}
        {text("other_phone", 40, fresh ? undefined : t("aid:form.left_empty"))}
        {text("residence", 200, fresh ? undefined : t("aid:form.left_empty"))}
        {text("postcode", 10, fresh ? undefined : t("aid:form.left_empty"))}
        {choice("hukou_kind")}
        {choice("model_worker", true)}
      </FormSection>
      <FormSection title={t("aid:group.unit")} note={t("aid:form.unit_note")}>
        <FormField name="work_started_on" label={label("work_started_on")}>
          <DateField />
        </FormField>
        {choice("unit_ownership")}
        {choice("unit_industry")}
        {text("unit_address", 200)}
        {choice("contract_term")}
        <FormField name="contract_months" label={label("contract_months")}>
          <InputNumber min={0} max={720} precision={0} style={{ width: "100%" }} />
        </FormField>
        {choice("enterprise_state")}
      </FormSection>
      <Section kind="ruled" title={t("aid:group.family")} note={t("aid:form.family_note")}>
        <Form.List name="family">
          {(people, { add, remove }) => (
            <>
              {people.map(({ key, name }) => (
                <div key={key} className={styles.person}>
                  <header>
                    <b>{t("aid:form.person", { n: name + 1 })}</b>
                    <Button kind="text" destructive onClick={() => remove(name)}>
                      {t("aid:form.take_out")}
                    </Button>
                  </header>
                  <FormSection title="">
                    <Kin at={name} initial={initial} />
                  </FormSection>
                </div>
              ))}
              <Button icon="plus" disabled={people.length >= MOST_FAMILY} onClick={() => add({ ...NEW_PERSON })}>
                {t("aid:form.add_person")}
              </Button>
            </>
          )}
        </Form.List>
      </Section>
      <FormSection title={t("aid:group.hardship")}>
        {choice("main_cause", true)}
        {choice("causes", false, true)}
        {FLAGS.map((name) => (
          <FormField key={name} name={name} label={label(name)} valuePropName="checked">
            <Checkbox>{t(`aid:tick.${name}`)}</Checkbox>
          </FormField>
        ))}
        {special && text("special_reason", 200, t("aid:form.sealed"), true)}
        {choice("exclusions", false, true)}
        {choice("housing")}
        {choice("housing_area")}
      </FormSection>
      <FormSection title={t("aid:group.year")} note={t("aid:in_yuan")}>
        {AMOUNTS.map((name) => (
          <FormField key={name} name={name} label={label(name)}>
            <YuanInput />
          </FormField>
        ))}
      </FormSection>
      <FormSection title={t("aid:group.keeping")}>
        {text("bank", 100, t("aid:form.bank_hint"))}
        {text("bank_card", 30, fresh ? undefined : t("aid:form.left_empty"))}
        <FormField
          name="notes"
          label={label("notes")}
          wide
          hint={fresh ? t("aid:form.sealed") : t("aid:form.left_empty")}
        >
          <Input.TextArea rows={3} maxLength={2000} />
        </FormField>
      </FormSection>
    </>
  );
}

/** Somebody of the family; who was in the file keeps their number. */
function Kin({ at, initial }: { at: number; initial: HouseholdValues }) {
  const id = Form.useWatch(["family", at, "id"], { preserve: true });
  const known = initial.family?.find((person) => person.id !== undefined && person.id === id);
  return (
    <>
      {/* A form sends the fields that it has: without this one, everybody would be somebody new, without a number. */}
      <Form.Item name={[at, "id"]} hidden>
        <Input />
      </Form.Item>
      {/* The list puts its own name before those of its fields. */}
      <PersonFields at={[at]} masked={known?.masked} noted={known?.noted} />
    </>
  );
}
