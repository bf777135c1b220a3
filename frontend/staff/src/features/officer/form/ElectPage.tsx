import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { electCommittee } from "@unionhome/client/committees";
import type { CommitteeDraft } from "@unionhome/client/model";
import { today } from "@unionhome/words";
import { Checkbox, Form, Input, InputNumber, Select } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { unionOf } from "../../../queries/organization";
import { DateField } from "../../../ui/form/DateField";
import { FormField, FormSection } from "../../../ui/form/FormField";
import { FormSheet } from "../../../ui/form/FormSheet";
import { useDictionary } from "../../../ui/page/dictionary";
import { useTab, useTabTitle } from "../../../ui/page/tab";
import { PageHead } from "../../../ui/record/PageHead";
import { OrgField } from "../../../ui/tree/OrgField";
import type { PickedOrg } from "../../../ui/tree/OrgPicker";
import { useChanged } from "../officer";
import styles from "../officer.module.css";
import type { FormSearch } from "../search";

interface ElectValues {
  organization_id?: PickedOrg | null;
  kind?: string;
  form?: string;
  elected_on?: string | null;
  term_years?: number;
  term_number?: number | null;
  seats?: number | null;
  approval_number?: string;
  close_former?: boolean;
}

/** Until a union is chosen: the server says which of them its level may have. */
const LENGTHS = [3, 5];

/** Enters a newly elected committee (换届): the former one ends on that day, the 届 counts on by itself. */
export function ElectPage() {
  const { t } = useTranslation();
  const search: FormSearch = useSearch({ from: "/committees/new" });
  const go = useNavigate();
  const tab = useTab();
  const changed = useChanged();
  const kinds = useDictionary("committee_kind");
  const forms = useDictionary("committee_form");
  const [form] = Form.useForm<ElectValues>();
  const union = useQuery(unionOf(search.organization_id)).data;
  const attempt = useRef(crypto.randomUUID());
  useTabTitle(t("officer:elect.title"));
  useEffect(() => {
    if (union)
      form.setFieldsValue({ organization_id: { id: union.id, label: union.name }, term_years: union.term_years });
  }, [union, form]);
  return (
    <div className={styles.page}>
      <PageHead title={t("officer:elect.title")} note={union?.name} />
      <FormSheet<ElectValues>
        id="committee"
        form={form}
        initial={{ kind: "union", form: "committee", elected_on: today(Date.now()), term_years: 5, close_former: true }}
        verb={t("officer:elect.send")}
        draft="committee.new"
        note={t("officer:elect.note")}
        onCancel={tab.close}
        onSubmit={async ({ organization_id, ...values }) => {
          const id = organization_id?.id ?? "";
          await electCommittee(
            {
              ...values,
              organization_id: id,
              seats: values.seats ?? 0,
              approval_number: values.approval_number ?? "",
            } as CommitteeDraft,
            { idempotencyKey: attempt.current },
          );
          attempt.current = crypto.randomUUID();
          changed();
          return () =>
            void go({ to: "/organizations/$id", params: { id }, search: { tab: "committee" }, replace: true });
        }}
      >
        <FormSection title={t("officer:section.union")}>
          <FormField name="organization_id" label={t("officer:field.organization_id")} required>
            <OrgField label={t("officer:field.organization_id")} />
          </FormField>
          <FormField name="kind" label={t("officer:field.kind")} required>
            <Select options={[...kinds.choices]} />
          </FormField>
        </FormSection>
        <FormSection title={t("officer:section.term")}>
          <FormField name="elected_on" label={t("officer:field.elected_on")} required>
            <DateField max={today(Date.now())} />
          </FormField>
          <FormField name="term_years" label={t("officer:field.term_years")} required>
            <Select
              options={(union?.term_lengths ?? LENGTHS).map((years) => ({
                value: years,
                label: t("officer:years", { n: years }),
              }))}
            />
          </FormField>
          <FormField name="form" label={t("officer:field.body_form")} required>
            <Select options={[...forms.choices]} />
          </FormField>
          <FormField name="seats" label={t("officer:field.seats")}>
            <InputNumber min={0} max={200} precision={0} style={{ width: "100%" }} />
          </FormField>
          <FormField name="term_number" label={t("officer:field.term_number")} hint={t("officer:hint.counts_on")}>
            <InputNumber min={1} max={60} precision={0} style={{ width: "100%" }} />
          </FormField>
          <FormField name="approval_number" label={t("officer:field.approval_number")}>
            <Input autoComplete="off" maxLength={60} />
          </FormField>
          <FormField name="close_former" label={t("officer:field.close_former")} valuePropName="checked" required wide>
            <Checkbox>{t("officer:hint.close_former")}</Checkbox>
          </FormField>
        </FormSection>
      </FormSheet>
    </div>
  );
}
