import { useNavigate, useParams } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import { editEmployer, getEmployer } from "@unionhome/client/employers";
import type { EmployerDraft, EmployerOut } from "@unionhome/client/model";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Clash, CompareSheet } from "../../../ui/form/CompareSheet";
import { FormSheet } from "../../../ui/form/FormSheet";
import { useDictionary } from "../../../ui/page/dictionary";
import { useTab, useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { asProblem } from "../../../ui/problem/problem";
import { PageHead } from "../../../ui/record/PageHead";
import { useChanged, useEmployer } from "../employer";
import styles from "../employer.module.css";
import { EmployerFields, type EmployerValues } from "./EmployerFields";
import { changeOf, FIELDS, type Field, valuesOf, wireOf } from "./values";

const STALE = 412;

export function EditPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/employers/$id/edit" });
  const employer = useEmployer(id);
  const tab = useTab();
  useTabTitle(employer.data && t("employer:form.edit_of", { name: employer.data.name }));
  if (employer.error && !employer.data)
    return <ProblemPage problem={employer.error} onRetry={() => void employer.refetch()} onClose={tab.close} />;
  return employer.data ? <EditForm key={employer.data.id} employer={employer.data} /> : null;
}

function EditForm({ employer }: { employer: EmployerOut }) {
  const { t } = useTranslation();
  const tab = useTab();
  const go = useNavigate();
  const changed = useChanged();
  const opened = useRef(employer).current;
  const [clash, setClash] = useState<Clash<EmployerValues, EmployerOut> | null>(null);
  const show = useWords();

  async function save(after: EmployerDraft, seen: EmployerOut) {
    const change = changeOf(wireOf(valuesOf(seen)), after);
    changed(Object.keys(change).length ? await editEmployer(opened.id, change, ifMatch(seen)) : seen);
    return () => void go({ to: "/employers", search: { look: opened.id }, replace: true });
  }

  return (
    <div className={styles.page}>
      <PageHead title={t("employer:form.edit_of", { name: opened.name })} />
      <FormSheet<EmployerValues>
        id="employer"
        initial={valuesOf(opened)}
        verb={t("employer:form.save")}
        draft={`employer.${opened.id}`}
        undrafted={["contact_phone"]}
        onCancel={tab.close}
        onSubmit={async (values) => {
          try {
            return await save(wireOf(values), opened);
          } catch (error) {
            if (asProblem(error)?.status !== STALE) throw error;
            const theirs = await getEmployer(opened.id);
            // The form waits for the choice: sent once it is made, not sent when it is put off.
            return new Promise((done, fail) => setClash({ mine: values, theirs, done, putOff: () => fail(error) }));
          }
        }}
      >
        <EmployerFields phone={opened.contact_phone_masked} />
      </FormSheet>
      {clash && (
        <CompareSheet
          title={t("employer:form.clash", { name: opened.name })}
          fields={FIELDS.map((name) => ({
            key: name,
            label: t(`employer:field.${name}`),
            original: show(name, valuesOf(opened)),
            mine: show(name, clash.mine),
            theirs: show(name, valuesOf(clash.theirs)),
          }))}
          onMerge={async (picks) => {
            const theirs = wireOf(valuesOf(clash.theirs));
            const mine = wireOf(clash.mine);
            const merged = Object.fromEntries(
              FIELDS.map((name) => [name, picks[name] === "mine" ? mine[name] : theirs[name]]),
            );
            clash.done(await save(merged as unknown as EmployerDraft, clash.theirs));
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

/** A field's value in words, for the comparison. */
function useWords() {
  const ownerships = useDictionary("ownership");
  const industries = useDictionary("industry");
  return (name: Field, values: EmployerValues): string => {
    if (name === "territory_id") return values.territory_id?.label ?? "";
    if (name === "ownership") return ownerships.label(values.ownership);
    if (name === "industry") return industries.label(values.industry);
    return String(wireOf(values)[name] ?? "");
  };
}
