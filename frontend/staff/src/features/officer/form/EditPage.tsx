import { useNavigate, useParams } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import type { OfficerOut } from "@unionhome/client/model";
import { editOfficer, getOfficer } from "@unionhome/client/officers";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Clash, CompareSheet } from "../../../ui/form/CompareSheet";
import { FormSheet } from "../../../ui/form/FormSheet";
import { useDictionary } from "../../../ui/page/dictionary";
import { useTab, useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { asProblem } from "../../../ui/problem/problem";
import { PageHead } from "../../../ui/record/PageHead";
import { useChanged, useOfficer } from "../officer";
import styles from "../officer.module.css";
import { changeOf, FIELDS, type Field, OfficerFields, type OfficerValues, valuesOf } from "./OfficerFields";

const STALE = 412;

export function EditPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/officers/$id/edit" });
  const officer = useOfficer(id);
  const tab = useTab();
  useTabTitle(officer.data && t("officer:form.edit_of", { name: officer.data.name }));
  if (officer.error && !officer.data)
    return <ProblemPage problem={officer.error} onRetry={() => void officer.refetch()} onClose={tab.close} />;
  return officer.data ? <EditForm key={officer.data.id} officer={officer.data} /> : null;
}

function EditForm({ officer }: { officer: OfficerOut }) {
  const { t } = useTranslation();
  const tab = useTab();
  const go = useNavigate();
  const changed = useChanged();
  const opened = useRef(officer).current;
  const [clash, setClash] = useState<Clash<OfficerValues, OfficerOut> | null>(null);
  const show = useWords();

  async function save(values: OfficerValues, seen: OfficerOut) {
    const change = changeOf(valuesOf(seen), values);
    changed(Object.keys(change).length ? await editOfficer(opened.id, change, ifMatch(seen)) : seen);
    return () =>
      void go({ to: "/officers", search: { organization_id: opened.organization_id, look: opened.id }, replace: true });
  }

  return (
    <div className={styles.page}>
      <PageHead title={t("officer:form.edit_of", { name: opened.name })} note={opened.organization_name} />
      <FormSheet<OfficerValues>
        id="officer"
        initial={valuesOf(opened)}
        verb={t("officer:form.save")}
        draft={`officer.${opened.id}`}
        onCancel={tab.close}
        onSubmit={async (values) => {
          try {
            return await save(values, opened);
          } catch (error) {
            if (asProblem(error)?.status !== STALE) throw error;
            const theirs = await getOfficer(opened.id);
            // The form waits for the choice: sent once it is made, not sent when it is put off.
            return new Promise((done, fail) => setClash({ mine: values, theirs, done, putOff: () => fail(error) }));
          }
        }}
      >
        <OfficerFields existing={opened} />
      </FormSheet>
      {clash && (
        <CompareSheet
          title={t("officer:form.clash", { name: opened.name })}
          fields={FIELDS.map((name) => ({
            key: name,
            label: t(`officer:field.${name}`),
            original: show(name, valuesOf(opened)),
            mine: show(name, clash.mine),
            theirs: show(name, valuesOf(clash.theirs)),
          }))}
          onMerge={async (picks) => {
            const theirs = valuesOf(clash.theirs);
            const merged = Object.fromEntries(
              FIELDS.map((name) => [name, (picks[name] === "mine" ? clash.mine : theirs)[name]]),
            );
            clash.done(await save(merged as OfficerValues, clash.theirs));
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
  const { t } = useTranslation();
  const words = {
    post: useDictionary("post").label,
    form: useDictionary("post_form").label,
    sex: useDictionary("sex").label,
    education: useDictionary("education").label,
  };
  const standings = useDictionary("standing");
  return (name: Field, values: OfficerValues): string => {
    if (name === "standings") return (values.standings ?? []).map(standings.label).join(t("ui:comma"));
    if (name in words) return words[name as keyof typeof words](values[name] as string | undefined);
    return String(values[name] ?? "");
  };
}
