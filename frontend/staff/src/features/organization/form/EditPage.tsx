import { useNavigate, useParams } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import type { OrganizationOut } from "@unionhome/client/model";
import { editOrganization, getOrganization } from "@unionhome/client/organizations";
import { today } from "@unionhome/words";
import { Form, Input } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Clash, CompareSheet } from "../../../ui/form/CompareSheet";
import { DateField } from "../../../ui/form/DateField";
import { FormField, FormSection } from "../../../ui/form/FormField";
import { FormSheet } from "../../../ui/form/FormSheet";
import { useDictionary } from "../../../ui/page/dictionary";
import { useTab, useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { asProblem } from "../../../ui/problem/problem";
import { PageHead } from "../../../ui/record/PageHead";
import { useLines } from "../lines";
import styles from "../organization.module.css";
import { useChanged, useUnion } from "../union";
import { UnionFields } from "./UnionFields";
import {
  changeOf,
  FIELDS,
  type Field,
  type Fields,
  fieldsIn,
  fieldsOf,
  HISTORIC,
  same,
  type UnionValues,
} from "./values";

export function EditPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/organizations/$id/edit" });
  const union = useUnion(id);
  const tab = useTab();
  useTabTitle(union.data && t("organization:edit.title_of", { name: union.data.name }));
  if (union.error && !union.data)
    return <ProblemPage problem={union.error} onRetry={() => void union.refetch()} onClose={tab.close} />;
  return union.data ? <EditForm key={union.data.id} union={union.data} /> : null;
}

const STALE = 412;

/** The union as it was when the form was opened is what "original" means: others may change it meanwhile. */
function EditForm({ union }: { union: OrganizationOut }) {
  const { t } = useTranslation();
  const tab = useTab();
  const go = useNavigate();
  const changed = useChanged();
  const [form] = Form.useForm<UnionValues>();
  const opened = useRef(union).current;
  const original = fieldsOf(opened);
  const [clash, setClash] = useState<Clash<Fields, OrganizationOut> | null>(null);
  const word = useFieldWords();

  async function save(fields: Fields, seen: OrganizationOut, effectiveOn: string | null) {
    const change = changeOf(fieldsOf(seen), fields, effectiveOn);
    const saved = Object.keys(change).length ? await editOrganization(opened.id, change, ifMatch(seen)) : seen;
    changed(saved);
    return () => void go({ to: "/organizations/$id", params: { id: opened.id }, replace: true });
  }

  return (
    <div className={styles.page}>
      <PageHead title={t("organization:edit.title_of", { name: opened.name })} />
      <FormSheet<UnionValues>
        id="union"
        form={form}
        initial={{ ...original, effective_on: today(Date.now()) }}
        verb={t("organization:edit.save")}
        draft={`organization.${opened.id}`}
        onCancel={tab.close}
        onSubmit={async (values) => {
          const mine = fieldsIn(values);
          try {
            return await save(mine, opened, values.effective_on);
          } catch (error) {
            if (asProblem(error)?.status !== STALE) throw error;
            const theirs = await getOrganization(opened.id);
            // The form waits for the choice: sent once it is made, not sent when it is put off.
            return new Promise((done, fail) => setClash({ mine, theirs, done, putOff: () => fail(error) }));
          }
        }}
      >
        <FormSection title={t("organization:section.name")}>
          <FormField name="name" label={t("organization:field.name")} required>
            <Input autoComplete="off" maxLength={120} />
          </FormField>
          <Form.Item noStyle dependencies={[...HISTORIC]}>
            {({ getFieldsValue }) => {
              const now = fieldsIn(getFieldsValue(true) as UnionValues);
              return HISTORIC.some((name) => !same(now[name], original[name])) ? (
                <FormField
                  name="effective_on"
                  label={t("organization:step.on")}
                  required
                  hint={t("organization:hint.effective_on")}
                >
                  <DateField max={today(Date.now())} />
                </FormField>
              ) : null;
            }}
          </Form.Item>
        </FormSection>
        <UnionFields existing={opened} />
      </FormSheet>
      {clash && (
        <CompareSheet
          title={t("organization:edit.clash", { name: opened.name })}
          fields={FIELDS.map((name) => ({
            key: name,
            label: word.label(name),
            original: word.show(name, original[name]),
            mine: word.show(name, clash.mine[name]),
            theirs: word.show(name, fieldsOf(clash.theirs)[name]),
          }))}
          onMerge={async (picks) => {
            const theirs = fieldsOf(clash.theirs);
            const merged = Object.fromEntries(
              FIELDS.map((name) => [name, picks[name] === "mine" ? clash.mine[name] : theirs[name]]),
            ) as unknown as Fields;
            clash.done(await save(merged, clash.theirs, form.getFieldValue("effective_on")));
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

/** A field's name and its value in words, for the comparison. */
function useFieldWords() {
  const { t } = useTranslation();
  const lines = useLines();
  const words: Partial<Record<Field, (value: never) => string>> = {
    ownership: useDictionary("ownership").label,
    industry: useDictionary("industry").label,
    lead: useDictionary("tree").label,
    line_id: lines.label,
    legal_person: (value: boolean) => t(value ? "organization:yes" : "organization:no"),
  };
  const standards = useDictionary("standard");
  return {
    label: (name: Field) => (name === "standards" ? t("organization:standards") : t(`organization:field.${name}`)),
    show: (name: Field, value: unknown): string => {
      if (Array.isArray(value)) return value.map(standards.label).join(t("ui:comma"));
      const say = words[name];
      return say ? say(value as never) : value == null ? "" : String(value);
    },
  };
}
