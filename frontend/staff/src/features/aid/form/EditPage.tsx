import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import { editHousehold, getHousehold } from "@unionhome/client/households";
import type { HouseholdOut } from "@unionhome/client/model";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Clash, CompareSheet } from "../../../ui/form/CompareSheet";
import { FormSheet } from "../../../ui/form/FormSheet";
import { useTab, useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { asProblem } from "../../../ui/problem/problem";
import { PageHead } from "../../../ui/record/PageHead";
import styles from "../aid.module.css";
import { oneHousehold, useChanged } from "../data";
import { comparedOf, mergedOf } from "./clash";
import { HouseholdFields } from "./HouseholdFields";
import { useClashWords } from "./useClashWords";
import { changeOf, type HouseholdValues, keepable, valuesOf } from "./values";

const STALE = 412;

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
  const [clash, setClash] = useState<Clash<HouseholdValues, HouseholdOut> | null>(null);
  const words = useClashWords();

  async function save(values: HouseholdValues, seen: HouseholdOut) {
    changed(await editHousehold(opened.id, changeOf(values), ifMatch(seen)));
    return () => void go({ to: "/households/$id", params: { id: opened.id }, replace: true });
  }

  return (
    <div className={styles.page}>
      <PageHead title={t("aid:form.edit_of", { name: opened.name })} />
      <FormSheet<HouseholdValues>
        id="household"
        initial={initial}
        verb={t("aid:form.save")}
        draft={`aid-household.${opened.id}`}
        drafted={keepable}
        onCancel={tab.close}
        onSubmit={async (values) => {
          try {
            return await save(values, opened);
          } catch (error) {
            if (asProblem(error)?.status !== STALE) throw error;
            const theirs = await getHousehold(opened.id);
            // The form waits for the choice: sent once it is made, not sent when it is put off.
            return new Promise((done, fail) => setClash({ mine: values, theirs, done, putOff: () => fail(error) }));
          }
        }}
      >
        <HouseholdFields initial={initial} />
      </FormSheet>
      {clash && (
        <CompareSheet
          title={t("aid:form.clash", { name: opened.name })}
          fields={comparedOf(initial, clash.mine, valuesOf(clash.theirs), words)}
          onMerge={async (picks) => {
            clash.done(await save(mergedOf(clash.mine, valuesOf(clash.theirs), picks), clash.theirs));
          }}
          onClose={() => {
            clash.putOff();
            setClash(null);
          }}
        />
      )}
    </div>
  );
}
