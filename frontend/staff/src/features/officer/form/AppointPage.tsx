import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { appointOfficer } from "@unionhome/client/officers";
import { today } from "@unionhome/words";
import { Form } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { unionOf } from "../../../queries/organization";
import { FormField, FormSection } from "../../../ui/form/FormField";
import { FormSheet } from "../../../ui/form/FormSheet";
import { useTab, useTabTitle } from "../../../ui/page/tab";
import { PageHead } from "../../../ui/record/PageHead";
import { OrgField } from "../../../ui/tree/OrgField";
import { useChanged } from "../officer";
import styles from "../officer.module.css";
import type { FormSearch } from "../search";
import { OfficerFields, type OfficerValues, wireOf } from "./OfficerFields";

/** Appoints somebody to a post. Who may not hold it is the server's to say (ORG-21). */
export function AppointPage() {
  const { t } = useTranslation();
  const search: FormSearch = useSearch({ from: "/officers/new" });
  const go = useNavigate();
  const tab = useTab();
  const changed = useChanged();
  const [form] = Form.useForm<OfficerValues>();
  const union = useQuery(unionOf(search.organization_id)).data;
  const attempt = useRef(crypto.randomUUID());
  useTabTitle(t("officer:form.appoint"));
  useEffect(() => {
    if (!union) return;
    form.setFieldsValue({ organization_id: { id: union.id, label: union.name }, term_number: union.term_number });
  }, [union, form]);
  return (
    <div className={styles.page}>
      <PageHead title={t("officer:form.appoint")} note={union?.name} />
      <FormSheet<OfficerValues>
        id="officer"
        form={form}
        initial={{ post: search.post, form: "part_time", started_on: today(Date.now()) }}
        verb={t("officer:form.verb")}
        draft="officer.new"
        onCancel={tab.close}
        onSubmit={async (values) => {
          const organization_id = values.organization_id?.id ?? "";
          const made = await appointOfficer(
            { organization_id, ...wireOf(values) },
            { idempotencyKey: attempt.current },
          );
          attempt.current = crypto.randomUUID();
          changed(made);
          return () =>
            void go({
              to: "/organizations/$id",
              params: { id: organization_id },
              search: { tab: "committee" },
              replace: true,
            });
        }}
      >
        <FormSection title={t("officer:section.union")}>
          <FormField name="organization_id" label={t("officer:field.organization_id")} required>
            <OrgField label={t("officer:field.organization_id")} />
          </FormField>
        </FormSection>
        <OfficerFields />
      </FormSheet>
    </div>
  );
}
