import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { registerMember, searchMembers } from "@unionhome/client/members";
import type { MemberDraft, MemberItem } from "@unionhome/client/model";
import { today } from "@unionhome/words";
import { Checkbox, Form, Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { unionOf } from "../../../queries/organization";
import { Button } from "../../../ui/button/Button";
import { FormField } from "../../../ui/form/FormField";
import { FormSheet } from "../../../ui/form/FormSheet";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import { useScope } from "../../../ui/page/person";
import { useTab, useTabTitle } from "../../../ui/page/tab";
import { asProblem } from "../../../ui/problem/problem";
import { PageHead } from "../../../ui/record/PageHead";
import { Status } from "../../../ui/status/Status";
import type { PickedOrg } from "../../../ui/tree/OrgPicker";
import { MEMBERS } from "../data";
import { markOf } from "../words";
import styles from "./form.module.css";
import { readIdNumber, tidy } from "./idNumber";
import { Coded, MemberFields, type MemberForm, NEVER_DRAFTED } from "./MemberFields";
import { PullDialog } from "./PullDialog";

const route = getRouteApi("/members/new");
/** Basic unions, their branches and groups have members; what stands above them has not. */
const UNION_LEVEL = 4;

export function RegisterPage() {
  const { t } = useTranslation();
  const tab = useTab();
  const go = useNavigate();
  const queries = useQueryClient();
  useTabTitle(t("member:nav.new"));
  const { org } = route.useSearch();
  const scope = useScope();
  const home = useQuery(unionOf(org ?? scope.organization.id)).data;
  const [form] = Form.useForm<MemberForm>();
  const number = Form.useWatch("id_number", form);
  const kind = Form.useWatch("id_kind", form);
  const organization = Form.useWatch("organization_id", form);
  const [submit, setSubmit] = useState(true);
  const [again, setAgain] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const [elsewhere, setElsewhere] = useState(false);
  const [pulling, setPulling] = useState(false);
  const [once, setOnce] = useState(newOnceKey);
  const read = kind === "resident" ? readIdNumber(number ?? "", today(Date.now())) : null;
  const told = read?.fault === null;
  const known = useKnown(told ? tidy(number ?? "") : null);

  useEffect(() => {
    if (home && home.level >= UNION_LEVEL && !form.getFieldValue("organization_id"))
      form.setFieldValue("organization_id", { id: home.id, label: home.name } satisfies PickedOrg);
  }, [home, form]);
  const { sex, born_on } = read ?? {};
  useEffect(() => {
    if (sex && born_on) form.setFieldsValue({ sex, born_on });
  }, [sex, born_on, form]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number is another person
  useEffect(() => setElsewhere(false), [number]);

  async function send(values: MemberForm) {
    try {
      const member = await registerMember(draftOf(values), { submit }, { idempotencyKey: once });
      setOnce(newOnceKey());
      void queries.invalidateQueries({ queryKey: MEMBERS });
      if (!again) {
        return () => void go({ to: "/members/$id", params: { id: member.id }, replace: true });
      }
      setMade(member.name);
      const kept = form.getFieldsValue(["organization_id", "employer_id", "kind", "employment_form"]);
      form.resetFields();
      form.setFieldsValue(kept);
      return;
    } catch (error) {
      setOnce(newOnceKey());
      setElsewhere(asProblem(error)?.code === "member_elsewhere");
      throw error;
    }
  }

  return (
    <div className={styles.page}>
      <PageHead title={t("member:nav.new")} note={organization?.label} />
      <FormSheet<MemberForm>
        id="member"
        form={form}
        initial={{ id_kind: "resident", kind: "regular", model_worker: "none" }}
        verb={t(submit ? "member:form.submit" : "member:form.keep")}
        draft="member.new"
        undrafted={NEVER_DRAFTED}
        onSubmit={send}
        onCancel={tab.close}
        note={
          <span style={{ display: "flex", gap: 16 }}>
            <Checkbox checked={submit} onChange={(event) => setSubmit(event.target.checked)}>
              {t("member:form.hand_in")}
            </Checkbox>
            <Checkbox checked={again} onChange={(event) => setAgain(event.target.checked)}>
              {t("member:form.again")}
            </Checkbox>
          </span>
        }
      >
        {made && (
          <p className={styles.said} role="status">
            <Status mark="done">{t("member:form.made", { name: made })}</Status>
          </p>
        )}
        {known && <Known member={known} />}
        {elsewhere && (
          <p className={styles.said} role="status">
            {t("member:form.elsewhere")}
            <Button kind="text" onClick={() => setPulling(true)}>
              {t("member:pull.verb")}
            </Button>
          </p>
        )}
        <MemberFields
          told={told}
          organization={organization}
          document={
            <>
              <FormField
                name="id_number"
                label={t("member:field.id_number")}
                required
                hint={told && read.born_on ? t("member:form.read", { on: read.born_on }) : t("member:form.id_hint")}
                dependencies={["id_kind"]}
                rules={[
                  { validator: (_, value: string) => (kind === "resident" ? judge(value, t) : Promise.resolve()) },
                ]}
              >
                <Input autoComplete="off" autoFocus spellCheck={false} maxLength={64} />
              </FormField>
              <FormField name="id_kind" label={t("member:field.id_kind")} required>
                <Coded name="id_kind" />
              </FormField>
              <FormField name="name" label={t("member:field.name")} required hint={t("member:form.name_hint")}>
                <Input autoComplete="off" maxLength={100} />
              </FormField>
            </>
          }
        />
      </FormSheet>
      {pulling && (
        <PullDialog
          values={form.getFieldsValue(true)}
          onClose={() => setPulling(false)}
          onDone={(to) => {
            setPulling(false);
            void go({ to: to as never });
          }}
        />
      )}
    </div>
  );
}

/** Whoever of the caller's own people has this number: told before the rest of the form is typed. */
function useKnown(number: string | null): MemberItem | undefined {
  const [found, setFound] = useState<MemberItem>();
  useEffect(() => {
    setFound(undefined);
    if (number === null) return;
    const stop = new AbortController();
    searchMembers({ id_number: number }, { signal: stop.signal }).then(
      (answer) => setFound(answer.items[0]),
      () => undefined,
    );
    return () => stop.abort();
  }, [number]);
  return found;
}

function Known({ member }: { member: MemberItem }) {
  const { t } = useTranslation();
  const statuses = useDictionary("member_status");
  return (
    <p className={styles.said} role="status">
      {t("member:form.known", { name: member.name, union: member.organization.name })}
      <Status mark={markOf(member.status)}>{statuses.label(member.status)}</Status>
      <Link to="/members/$id" params={{ id: member.id }}>
        {t("member:look.open")}
      </Link>
    </p>
  );
}

type Say = ReturnType<typeof useTranslation>["t"];

async function judge(value: string | undefined, t: Say): Promise<void> {
  if (!value) return;
  const { fault, expected } = readIdNumber(value, today(Date.now()));
  if (fault) throw new Error(t(`member:id_fault.${fault}`, { expected, count: tidy(value).length }));
}

/** The form as the server takes it: empty fields are absent, picked records go by their ids. */
export function draftOf({ organization_id, employer_id, ...values }: MemberForm): MemberDraft {
  const filled = Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ""),
  );
  return { ...filled, organization_id: organization_id?.id, employer_id: employer_id?.value } as MemberDraft;
}
