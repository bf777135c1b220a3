import { useNavigate, useSearch } from "@tanstack/react-router";
import { foundOrganization } from "@unionhome/client/organizations";
import { today } from "@unionhome/words";
import { Form, Input, Select } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { DateField } from "../../../ui/form/DateField";
import { FormField, FormSection } from "../../../ui/form/FormField";
import { FormSheet } from "../../../ui/form/FormSheet";
import { useDictionary } from "../../../ui/page/dictionary";
import { useScope } from "../../../ui/page/person";
import { useTab, useTabTitle } from "../../../ui/page/tab";
import { PageHead } from "../../../ui/record/PageHead";
import { OrgField } from "../../../ui/tree/OrgField";
import styles from "../organization.module.css";
import type { RecordSearch } from "../search";
import { useChanged, useUnion } from "../union";
import { UnionFields } from "./UnionFields";
import { draftOf, type UnionValues } from "./values";

const NONE: readonly string[] = [];

/** Founds a union (建会): where it stands first, since that says what it may be. */
export function FoundPage() {
  const { t } = useTranslation();
  const search: RecordSearch = useSearch({ from: "/organizations/new" });
  const scope = useScope();
  const tab = useTab();
  const go = useNavigate();
  const changed = useChanged();
  const kinds = useDictionary("organization_kind");
  const [form] = Form.useForm<UnionValues>();
  const parent = Form.useWatch("parent_id", form);
  const kind = Form.useWatch("kind", form);
  const above = useUnion(parent?.id ?? search.parent ?? scope.organization.id);
  // One key for all attempts at this form, so that a repeated send founds one union.
  const attempt = useRef(crypto.randomUUID());
  useTabTitle(t("organization:found.verb"));

  const allowed: readonly string[] = above.data?.kinds_under ?? NONE;
  useEffect(() => {
    if (above.data && !form.getFieldValue("parent_id"))
      form.setFieldValue("parent_id", { id: above.data.id, label: above.data.name });
  }, [above.data, form]);
  useEffect(() => {
    // Under another parent another kind may be right: one that cannot be is taken back, the only one is chosen.
    const now = form.getFieldValue("kind");
    if (allowed.length && now && !allowed.includes(now)) form.setFieldValue("kind", undefined);
    if (allowed.length === 1 && !now) form.setFieldValue("kind", allowed[0]);
  }, [allowed, form]);

  return (
    <div className={styles.page}>
      <PageHead title={t("organization:found.verb")} note={above.data?.name} />
      <FormSheet<UnionValues>
        id="union"
        form={form}
        initial={{ established_on: today(Date.now()), term_years: 5, lead: "territory", legal_person: false }}
        verb={t("organization:found.send")}
        draft="organization.new"
        note={t("organization:found.note")}
        onCancel={tab.close}
        onSubmit={async (values) => {
          const made = await foundOrganization(draftOf(values), { idempotencyKey: attempt.current });
          attempt.current = crypto.randomUUID();
          changed(made);
          return () => void go({ to: "/organizations/$id", params: { id: made.id }, replace: true });
        }}
      >
        <FormSection title={t("organization:section.place")}>
          <FormField name="parent_id" label={t("organization:field.parent_id")} required>
            <OrgField label={t("organization:field.parent_id")} />
          </FormField>
          <FormField
            name="kind"
            label={t("organization:column.kind")}
            required
            hint={above.data && t("organization:hint.kind", { kind: kinds.label(above.data.kind) })}
          >
            <Select options={kinds.choices.filter((one) => allowed.includes(one.value))} />
          </FormField>
          <FormField
            name="name"
            label={t("organization:field.name")}
            required
            hint={kind === "branch" || kind === "group" ? undefined : t("organization:hint.name")}
          >
            <Input autoComplete="off" maxLength={120} />
          </FormField>
          <FormField name="established_on" label={t("organization:field.established_on")} required>
            <DateField max={today(Date.now())} />
          </FormField>
        </FormSection>
        <UnionFields />
      </FormSheet>
    </div>
  );
}
