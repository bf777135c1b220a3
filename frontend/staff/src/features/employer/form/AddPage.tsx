import { useNavigate } from "@tanstack/react-router";
import { addEmployer } from "@unionhome/client/employers";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { FormSheet } from "../../../ui/form/FormSheet";
import { useTab, useTabTitle } from "../../../ui/page/tab";
import { PageHead } from "../../../ui/record/PageHead";
import { useChanged } from "../employer";
import styles from "../employer.module.css";
import { EmployerFields, type EmployerValues } from "./EmployerFields";
import { wireOf } from "./values";

/** Registers an employer with the union of its place. */
export function AddPage() {
  const { t } = useTranslation();
  const tab = useTab();
  const go = useNavigate();
  const changed = useChanged();
  const attempt = useRef(crypto.randomUUID());
  useTabTitle(t("employer:form.add"));
  return (
    <div className={styles.page}>
      <PageHead title={t("employer:form.add")} />
      <FormSheet<EmployerValues>
        id="employer"
        initial={{}}
        verb={t("employer:form.add_verb")}
        draft="employer.new"
        undrafted={["contact_phone"]}
        onCancel={tab.close}
        onSubmit={async (values) => {
          const made = await addEmployer(wireOf(values), { idempotencyKey: attempt.current });
          attempt.current = crypto.randomUUID();
          changed(made);
          return () => void go({ to: "/employers", search: { look: made.id }, replace: true });
        }}
      >
        <EmployerFields />
      </FormSheet>
    </div>
  );
}
