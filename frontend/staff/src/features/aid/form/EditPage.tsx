import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import { editHousehold } from "@unionhome/client/households";
import type { HouseholdOut } from "@unionhome/client/model";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { FormSheet } from "../../../ui/form/FormSheet";
import { useTab, useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { PageHead } from "../../../ui/record/PageHead";
import styles from "../aid.module.css";
import { oneHousehold, useChanged } from "../data";
import { HouseholdFields } from "./HouseholdFields";
import { changeOf, type HouseholdValues, keepable, valuesOf } from "./values";

export function EditPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/households/$id/edit" });
  const household = useQuery(oneHousehold(id));
  const tab = useTab();
  useTabTitle(household.data && t("aid:form.edit_of", { name: household.data.name }));
  if (household.error && !household.data)
    return <ProblemPage problem={household.error} onRetry={() => void household.refetch()} onClose={tab.close} />;
  return household.data ? <EditForm key={household.data.id} household={household.data} /> : null;
}

function EditForm({ household }: { household: HouseholdOut }) {
  const { t } = useTranslation();
  const tab = useTab();
  const go = useNavigate();
  const changed = useChanged();
  // A refetch while somebody types must not change what their form began with, nor the version it names.
  const opened = useRef(household).current;
  const initial = useRef(valuesOf(opened)).current;
  return (
    <div className={styles.page}>
      <PageHead title={t("aid:form.edit_of", { name: opened.name })} />
      <FormSheet<HouseholdValues>
        id="household"
        initial={initial}
        verb={t("aid:form.save")}
        draft={`household.${opened.id}`}
        drafted={keepable}
        onCancel={tab.close}
        onSubmit={async (values) => {
          changed(await editHousehold(opened.id, changeOf(values), ifMatch(opened)));
          return () => void go({ to: "/households/$id", params: { id: opened.id }, replace: true });
        }}
      >
        <HouseholdFields initial={initial} />
      </FormSheet>
    </div>
  );
}
