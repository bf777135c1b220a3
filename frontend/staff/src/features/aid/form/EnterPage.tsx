import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { enterHousehold } from "@unionhome/client/households";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { unionOf } from "../../../queries/organization";
import { FormSheet } from "../../../ui/form/FormSheet";
import { newOnceKey } from "../../../ui/page/once";
import { useTab, useTabTitle } from "../../../ui/page/tab";
import { PageHead } from "../../../ui/record/PageHead";
import styles from "../aid.module.css";
import { useChanged } from "../data";
import type { NewSearch } from "../search";
import { HouseholdFields } from "./HouseholdFields";
import { draftOf, EMPTY, type HouseholdValues, keepable } from "./values";

/** Enters a file as a draft; nobody's number leaves the form before it is sent. */
export function EnterPage() {
  const { t } = useTranslation();
  const { organization }: NewSearch = useSearch({ from: "/households/new" });
  const union = useQuery(unionOf(organization));
  useTabTitle(t("aid:form.enter"));
  if (organization && union.isPending) return null;
  const picked = union.data ? { id: union.data.id, label: union.data.name } : null;
  return <EnterForm initial={{ ...EMPTY, organization_id: picked }} />;
}

function EnterForm({ initial }: { initial: HouseholdValues }) {
  const { t } = useTranslation();
  const tab = useTab();
  const go = useNavigate();
  const changed = useChanged();
  const attempt = useRef(newOnceKey());
  return (
    <div className={styles.page}>
      <PageHead title={t("aid:form.enter")} />
      <FormSheet<HouseholdValues>
        id="household"
        initial={initial}
        verb={t("aid:form.enter_verb")}
        draft="aid-household.new"
        drafted={keepable}
        note={t("aid:form.enter_note")}
        onCancel={tab.close}
        onSubmit={async (values) => {
          const made = await enterHousehold(draftOf(values), { idempotencyKey: attempt.current });
          attempt.current = newOnceKey();
          changed(made);
          return () => void go({ to: "/households/$id", params: { id: made.id }, replace: true });
        }}
      >
        <HouseholdFields fresh initial={initial} />
      </FormSheet>
    </div>
  );
}
