import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import { editMember, getMember } from "@unionhome/client/members";
import type { MemberChange, MemberOut } from "@unionhome/client/model";
import { today } from "@unionhome/words";
import { Form, Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Clash, CompareSheet } from "../../../ui/form/CompareSheet";
import { FormField } from "../../../ui/form/FormField";
import { FormSheet } from "../../../ui/form/FormSheet";
import { useTab, useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { asProblem } from "../../../ui/problem/problem";
import { PageHead } from "../../../ui/record/PageHead";
import { MEMBERS, oneMember } from "../data";
import { useFieldWords } from "../one/fields";
import styles from "./form.module.css";
import { readIdNumber } from "./idNumber";
import { Coded, MemberFields, type MemberForm, NEVER_DRAFTED } from "./MemberFields";

const STALE = 412;
const route = getRouteApi("/members/$id/edit");
/** Sealed ones arrive masked and leave only when something was typed. */
const SEALED: readonly string[] = NEVER_DRAFTED;

export function EditPage() {
  const { id } = route.useParams();
  const { t } = useTranslation();
  const member = useQuery({ ...oneMember(id), staleTime: 0 });
  useTabTitle(member.data && t("member:form.edit_title", { name: member.data.name }));
  if (member.data) return <Edit key={id} member={member.data} />;
  if (member.error) return <ProblemPage problem={member.error} onRetry={() => void member.refetch()} />;
  return null;
}

function Edit({ member }: { member: MemberOut }) {
  const { t } = useTranslation();
  const tab = useTab();
  const go = useNavigate();
  const queries = useQueryClient();
  const [form] = Form.useForm<MemberForm>();
  const number = Form.useWatch("id_number", form);
  const kind = Form.useWatch("id_kind", form);
  const organization = Form.useWatch("organization_id", form);
  // What stood here when the form was opened: only what differs is sent, and the version says what it was changed from.
  const opened = useRef(member).current;
  const [clash, setClash] = useState<Clash<MemberForm, MemberOut> | null>(null);
  const fields = useFieldWords();
  const read = kind === "resident" && number ? readIdNumber(number, today(Date.now())) : null;
  const told = number ? read?.fault === null : kind !== "passport" && kind !== "other";
  const { sex, born_on } = read ?? {};
  useEffect(() => {
    if (sex && born_on) form.setFieldsValue({ sex, born_on });
  }, [sex, born_on, form]);

  async function save(values: MemberForm, seen: MemberOut) {
    const change = changeOf(formOf(seen), values, told);
    if (Object.keys(change).length > 0) {
      await editMember(member.id, change, ifMatch(seen));
      await queries.invalidateQueries({ queryKey: MEMBERS });
    }
    return () => void go({ to: "/members/$id", params: { id: member.id }, replace: true });
  }

  async function send(mine: MemberForm) {
    try {
      return await save(mine, opened);
    } catch (error) {
      if (asProblem(error)?.status !== STALE) throw error;
      const theirs = await getMember(member.id);
      // The form waits for the choice: sent once it is made, not sent when it is put off.
      return new Promise((done, fail) => setClash({ mine, theirs, done, putOff: () => fail(error) }));
    }
  }

  return (
    <div className={styles.page}>
      <PageHead title={t("member:form.edit_title", { name: member.name })} note={member.organization.name} />
      <FormSheet<MemberForm>
        id="member-edit"
        form={form}
        initial={formOf(opened)}
        verb={t("member:form.save")}
        draft={`member.${member.id}`}
        undrafted={NEVER_DRAFTED}
        onSubmit={send}
        onCancel={tab.close}
      >
        <MemberFields
          fixed
          told={told}
          organization={organization}
          masked={{
            phone: member.phone_masked,
            residence: member.residence_masked,
            bank_card: member.bank_card_masked,
          }}
          document={
            <>
              <FormField name="name" label={t("member:field.name")} required>
                <Input autoComplete="off" maxLength={100} />
              </FormField>
              <FormField name="id_kind" label={t("member:field.id_kind")} required>
                <Coded name="id_kind" />
              </FormField>
              <FormField
                name="id_number"
                label={t("member:field.id_number")}
                hint={t("member:form.keeps", { masked: member.id_number_masked })}
              >
                <Input autoComplete="off" maxLength={64} placeholder={member.id_number_masked} />
              </FormField>
            </>
          }
        />
      </FormSheet>
      {clash && (
        <CompareSheet
          title={t("member:form.clash", { name: opened.name })}
          fields={COMPARED.map((name) => ({
            key: name,
            label: fields.name(name),
            original: shownIn(formOf(opened), name, fields.value),
            mine: shownIn(clash.mine, name, fields.value),
            theirs: shownIn(formOf(clash.theirs), name, fields.value),
          }))}
          onMerge={async (picks) => {
            const theirs = formOf(clash.theirs);
            const merged = { ...clash.mine } as Record<string, unknown>;
            for (const name of COMPARED) if (picks[name] !== "mine") merged[name] = theirs[name];
            clash.done(await save(merged as unknown as MemberForm, clash.theirs));
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

const CODED = [
  ...["name", "id_kind", "sex", "born_on", "nation", "education", "politics", "marriage", "native_place"],
  ...["hukou_kind", "hukou_place", "kind", "employment_form", "new_employment", "post", "title", "skill_level"],
  ...["work_started_on", "joined_on", "migrant", "dispatched", "hardship", "model_worker", "notes"],
] as const satisfies readonly string[];

/** Sealed fields are not compared: nobody sees what stands there. */
const COMPARED = [...CODED, "organization_id", "employer_id"] as const;

function shownIn(form: MemberForm, name: (typeof COMPARED)[number], words: (field: string, value: unknown) => string) {
  const value = form[name];
  return words(name, typeof value === "object" && value !== null ? value.label : value);
}

function formOf(member: MemberOut): MemberForm {
  const record = member as unknown as Record<string, unknown>;
  const plain = Object.fromEntries(CODED.map((name) => [name, record[name] ?? undefined]));
  const { employer, organization } = member;
  return {
    ...(plain as unknown as MemberForm),
    organization_id: { id: organization.id, label: organization.name },
    employer_id: employer ? { value: employer.id, label: employer.name } : undefined,
  };
}

/** What differs. An emptied field is sent as null; a sealed one only when something was typed. */
function changeOf(before: MemberForm, after: MemberForm, told: boolean): MemberChange {
  const plain = (form: MemberForm): Record<string, unknown> => ({
    ...form,
    organization_id: form.organization_id?.id,
    employer_id: form.employer_id?.value,
  });
  const old = plain(before);
  const changes = Object.entries(plain(after)).filter(([name, value]) => {
    if (SEALED.includes(name)) return Boolean(value);
    if (told && after.id_number && (name === "sex" || name === "born_on")) return false;
    return (value || null) !== (old[name] || null);
  });
  return Object.fromEntries(changes.map(([name, value]) => [name, value === "" || value === undefined ? null : value]));
}
