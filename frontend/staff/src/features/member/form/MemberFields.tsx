import { useQuery } from "@tanstack/react-query";
import { listEmployers } from "@unionhome/client/employers";
import { today } from "@unionhome/words";
import { Checkbox, Form, Input, Select } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { DateField } from "../../../ui/form/DateField";
import { FormField, FormSection } from "../../../ui/form/FormField";
import { useDictionary } from "../../../ui/page/dictionary";
import { OrgField } from "../../../ui/tree/OrgField";
import type { PickedOrg } from "../../../ui/tree/OrgPicker";
import styles from "./form.module.css";

/** What the form holds. Ids travel with their names, so that a draft can show them again. */
export interface MemberForm {
  id_kind: string;
  id_number?: string;
  name: string;
  sex?: string;
  born_on?: string | null;
  nation?: string;
  education?: string;
  politics?: string;
  marriage?: string;
  native_place?: string;
  phone?: string;
  residence?: string;
  hukou_kind?: string;
  hukou_place?: string;
  bank_card?: string;
  organization_id?: PickedOrg;
  employer_id?: { value: string; label: string };
  kind: string;
  employment_form?: string;
  new_employment?: string;
  post?: string;
  title?: string;
  skill_level?: string;
  work_started_on?: string | null;
  joined_on?: string | null;
  migrant?: boolean;
  dispatched?: boolean;
  hardship?: boolean;
  model_worker?: string;
  notes?: string;
}

/** These say who somebody is: never written to a draft. */
export const NEVER_DRAFTED = ["id_number", "phone", "bank_card", "residence"] as const;

interface MemberFieldsProps {
  /** The rows of the document: typed anew, or kept. */
  document: React.ReactNode;
  /** A number that tells sex and birth date fills them, and they cannot contradict it. */
  told: boolean;
  organization?: PickedOrg;
  /** A member's union is changed by a transfer only. */
  fixed?: boolean;
  /** What stands behind each sealed field, masked: an empty field keeps it. */
  masked?: Partial<Record<"phone" | "residence" | "bank_card", string | null>>;
}

/** The registration form in the order of the paper. */
export function MemberFields({ document, told, organization, fixed, masked }: MemberFieldsProps) {
  const { t } = useTranslation();
  const now = today(Date.now());
  const word = (name: string) => t(`member:field.${name}`);
  const keeps = (name: "phone" | "residence" | "bank_card") =>
    masked?.[name] ? t("member:form.keeps", { masked: masked[name] }) : undefined;
  const line = (name: keyof MemberForm & string, most = 100) => (
    <FormField name={name} label={word(name)}>
      <Input autoComplete="off" maxLength={most} />
    </FormField>
  );
  return (
    <>
      <FormSection title={t("member:group.person")}>
        {document}
        <FormField name="sex" label={word("sex")} required={!told}>
          <Coded name="sex" disabled={told} />
        </FormField>
        <FormField name="born_on" label={word("born_on")} required={!told}>
          <DateField max={now} disabled={told} />
        </FormField>
        <FormField name="nation" label={word("nation")}>
          <Coded name="nation" />
        </FormField>
        <FormField name="education" label={word("education")}>
          <Coded name="education" />
        </FormField>
        <FormField name="politics" label={word("politics")}>
          <Coded name="politics" />
        </FormField>
        <FormField name="marriage" label={word("marriage")}>
          <Coded name="marriage" />
        </FormField>
      </FormSection>
      <FormSection title={t("member:group.work")}>
        <FormField
          name="organization_id"
          label={word("organization_id")}
          required
          hint={fixed ? t("member:form.fixed") : t("member:form.organization")}
        >
          <OrgField label={word("organization_id")} />
        </FormField>
        <FormField name="employer_id" label={word("employer_id")}>
          <EmployerField union={organization?.id} />
        </FormField>
        <FormField name="kind" label={word("kind")} required>
          <Coded name="member_kind" />
        </FormField>
        <FormField name="employment_form" label={word("employment_form")}>
          <Coded name="employment_form" />
        </FormField>
        <FormField name="new_employment" label={word("new_employment")}>
          <Coded name="new_employment" />
        </FormField>
        <FormField name="skill_level" label={word("skill_level")}>
          <Coded name="skill_level" />
        </FormField>
        {line("post")}
        {line("title")}
        <FormField name="work_started_on" label={word("work_started_on")}>
          <DateField max={now} />
        </FormField>
        <FormField name="joined_on" label={word("joined_on")} hint={fixed ? undefined : t("member:form.joined_on")}>
          <DateField max={now} />
        </FormField>
        <div className={styles.ticks}>
          {(["migrant", "dispatched", "hardship"] as const).map((name) => (
            <Form.Item key={name} name={name} valuePropName="checked" noStyle>
              <Checkbox>{word(name)}</Checkbox>
            </Form.Item>
          ))}
        </div>
        <FormField name="model_worker" label={word("model_worker")}>
          <Coded name="model_worker" />
        </FormField>
        <FormField name="notes" label={word("notes")} wide>
          <Input.TextArea rows={2} maxLength={2000} />
        </FormField>
      </FormSection>
      <FormSection title={t("member:group.contact")}>
        <FormField name="phone" label={word("phone")} hint={keeps("phone")}>
          <Input autoComplete="off" inputMode="tel" placeholder={masked?.phone ?? undefined} />
        </FormField>
        <FormField name="residence" label={word("residence")} hint={keeps("residence")}>
          <Input autoComplete="off" maxLength={200} placeholder={masked?.residence ?? undefined} />
        </FormField>
        <FormField name="hukou_kind" label={word("hukou_kind")}>
          <Coded name="hukou_kind" />
        </FormField>
        {line("hukou_place", 200)}
        {line("native_place")}
        <FormField name="bank_card" label={word("bank_card")} hint={keeps("bank_card")}>
          <Input autoComplete="off" inputMode="numeric" placeholder={masked?.bank_card ?? undefined} />
        </FormField>
      </FormSection>
    </>
  );
}

interface CodedProps {
  id?: string;
  name: string;
  value?: string;
  onChange?(value: string | undefined): void;
  disabled?: boolean;
}

/** A value of a dictionary. Typing finds by a part of the label. */
export function Coded({ name, ...rest }: CodedProps) {
  const { choices } = useDictionary(name);
  return <Select {...rest} allowClear showSearch={{ optionFilterProp: "label" }} options={[...choices]} />;
}

interface EmployerFieldProps {
  id?: string;
  /** Without a label of its own. */
  label?: string;
  /** Whose employers are offered before anything is typed. */
  union: string | undefined;
  /** What is said before anything is typed, where there is no such union. */
  hint?: string;
  value?: { value: string; label: string };
  onChange?(value: { value: string; label: string } | undefined): void;
}

/** An employer that the union covers; what is typed finds any other of the scope. */
export function EmployerField({ id, label, union, hint, value, onChange }: EmployerFieldProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 250);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useQuery({
    queryKey: ["employers", "field", union, asked],
    queryFn: ({ signal }) =>
      listEmployers(asked ? { q: asked, limit: 20 } : { union_id: union, limit: 20 }, { signal }),
    enabled: asked !== "" || union !== undefined,
  });
  const options = found.data?.items.map((one) => ({ value: one.id, label: one.name })) ?? [];
  // A union of one employer leaves no choice.
  const only = asked === "" && options.length === 1 ? options[0] : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each union
  useEffect(() => {
    if (only && !value) onChange?.(only);
  }, [only?.value]);
  return (
    <Select
      id={id}
      aria-label={label}
      placeholder={hint}
      allowClear
      labelInValue
      showSearch={{ filterOption: false, onSearch: setText }}
      value={value}
      options={options}
      notFoundContent={union || asked ? t("member:form.no_employer") : (hint ?? t("member:form.union_first"))}
      onChange={(next) => onChange?.(next && { value: next.value, label: String(next.label) })}
    />
  );
}
