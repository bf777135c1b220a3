import type { OfficerChange, OfficerDraft, OfficerOut } from "@unionhome/client/model";
import { today } from "@unionhome/words";
import { Checkbox, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { DateField } from "../../../ui/form/DateField";
import { FormField, FormSection } from "../../../ui/form/FormField";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import type { PickedOrg } from "../../../ui/tree/OrgPicker";
import { MemberField } from "./MemberField";

/** The form's fields carry the names of the wire, so that a refusal's pointer finds its field. */
export interface OfficerValues {
  organization_id?: PickedOrg | null;
  member_id?: string | null;
  post?: string;
  name?: string;
  sex?: string;
  born_on?: string | null;
  education?: string | null;
  form?: string;
  started_on?: string | null;
  term_number?: number | null;
  administrative_post?: string;
  phone?: string;
  standings?: string[];
}

export const FIELDS = [
  "member_id",
  "post",
  "name",
  "sex",
  "born_on",
  "education",
  "form",
  "started_on",
  "term_number",
  "administrative_post",
  "phone",
  "standings",
] as const;
export type Field = (typeof FIELDS)[number];

export function wireOf(values: OfficerValues): Omit<OfficerDraft, "organization_id"> {
  return {
    member_id: values.member_id ?? null,
    post: values.post,
    name: (values.name ?? "").trim(),
    sex: values.sex,
    born_on: values.born_on ?? null,
    education: values.education ?? null,
    form: values.form ?? "part_time",
    started_on: values.started_on ?? "",
    term_number: values.term_number ?? null,
    administrative_post: (values.administrative_post ?? "").trim(),
    phone: (values.phone ?? "").trim(),
    standings: [...(values.standings ?? [])].sort(),
  } as Omit<OfficerDraft, "organization_id">;
}

export const valuesOf = (officer: OfficerOut): OfficerValues => ({
  ...Object.fromEntries(FIELDS.map((name) => [name, officer[name]])),
  standings: [...officer.standings].sort(),
});

/** Only what differs is sent. */
export function changeOf(before: OfficerValues, after: OfficerValues): OfficerChange {
  const [one, other] = [wireOf(before), wireOf(after)];
  return Object.fromEntries(
    FIELDS.filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name])).map((name) => [
      name,
      other[name],
    ]),
  ) as OfficerChange;
}

export function OfficerFields({ existing }: { existing?: OfficerOut }) {
  const { t } = useTranslation();
  const may = useAccess();
  const posts = useDictionary("post");
  const forms = useDictionary("post_form");
  const sexes = useDictionary("sex");
  const educations = useDictionary("education");
  const standings = useDictionary("standing");
  const now = today(Date.now());
  const label = (name: string) => t(`officer:field.${name}`);
  return (
    <>
      <FormSection title={t("officer:section.post")}>
        <FormField name="post" label={label("post")} required>
          <Select showSearch optionFilterProp="label" options={[...posts.choices]} />
        </FormField>
        <FormField name="form" label={label("form")} required>
          <Select options={[...forms.choices]} />
        </FormField>
        <FormField name="started_on" label={label("started_on")} required>
          <DateField max={now} />
        </FormField>
        <FormField name="term_number" label={label("term_number")} hint={t("officer:hint.term_number")}>
          <InputNumber min={1} max={60} precision={0} style={{ width: "100%" }} />
        </FormField>
      </FormSection>
      <FormSection title={t("officer:section.person")}>
        {may.seeMembers && (
          <FormField name="member_id" label={label("member_id")} hint={t("officer:hint.member_id")} wide>
            <MemberField known={existing?.name} union={existing?.organization_id} />
          </FormField>
        )}
        <FormField name="name" label={label("name")} required>
          <Input autoComplete="off" maxLength={40} />
        </FormField>
        <FormField name="sex" label={label("sex")} required>
          <Select options={[...sexes.choices]} />
        </FormField>
        <FormField name="born_on" label={label("born_on")}>
          <DateField max={now} />
        </FormField>
        <FormField name="education" label={label("education")}>
          <Select allowClear options={[...educations.choices]} />
        </FormField>
        <FormField name="phone" label={label("phone")}>
          <Input autoComplete="off" maxLength={30} />
        </FormField>
        <FormField name="administrative_post" label={label("administrative_post")} wide>
          <Input autoComplete="off" maxLength={60} />
        </FormField>
        <FormField name="standings" label={label("standings")} hint={t("officer:hint.standings")} wide>
          <Checkbox.Group options={[...standings.choices]} />
        </FormField>
      </FormSection>
    </>
  );
}
