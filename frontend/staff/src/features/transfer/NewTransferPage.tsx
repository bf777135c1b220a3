import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { getMember, listMembers } from "@unionhome/client/members";
import type { BeginTransferBody } from "@unionhome/client/model";
import { beginTransfer, listOrganizationDirectory } from "@unionhome/client/transfers";
import { Form, Input, Select } from "antd";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { unionOf } from "../../queries/organization";
import { FormField, FormSection } from "../../ui/form/FormField";
import { FormSheet } from "../../ui/form/FormSheet";
import { useDictionary } from "../../ui/page/dictionary";
import { newOnceKey } from "../../ui/page/once";
import { useScope } from "../../ui/page/person";
import { useTab, useTabTitle } from "../../ui/page/tab";
import { PageHead } from "../../ui/record/PageHead";
import { RecordTabs } from "../../ui/record/RecordTabs";
import { OrgField } from "../../ui/tree/OrgField";
import { type OrgHit, OrgPicker, type OrgPickerProps, type PickedOrg } from "../../ui/tree/OrgPicker";
import { useOrgSource } from "../../ui/tree/orgSource";
import { TRANSFERS } from "./data";
import styles from "./transfer.module.css";

const route = getRouteApi("/transfers/new");
/** Basic unions, their branches and groups have members. */
const UNION_LEVEL = 4;

interface TransferForm {
  member_id?: { value: string; label: string };
  name?: string;
  id_kind?: string;
  id_number?: string;
  to_organization_id?: PickedOrg;
  reason: string;
  note?: string;
}

/** Sends a member to another union, or asks for somebody by document and name. */
export function NewTransferPage() {
  const { t } = useTranslation();
  const tab = useTab();
  const go = useNavigate();
  const queries = useQueryClient();
  const { member: id, form: asked } = route.useSearch();
  const [mode, setMode] = useState<"push" | "pull">(id || asked !== "pull" ? "push" : "pull");
  useTabTitle(t("transfer:nav.new"));
  const [form] = Form.useForm<TransferForm>();
  const [once, setOnce] = useState(newOnceKey);
  const reasons = useDictionary("transfer_reason");
  const kinds = useDictionary("id_kind");
  const member = useQuery({
    queryKey: ["members", "one", id],
    queryFn: ({ signal }) => getMember(id as string, { signal }),
    enabled: id !== undefined,
  }).data;
  const scope = useScope();
  const home = useQuery(unionOf(mode === "pull" ? scope.organization.id : undefined)).data;
  useEffect(() => {
    if (member)
      form.setFieldValue("member_id", { value: member.id, label: `${member.name} ${member.organization.name}` });
  }, [member, form]);
  useEffect(() => {
    if (mode === "pull" && home && home.level >= UNION_LEVEL && !form.getFieldValue("to_organization_id"))
      form.setFieldValue("to_organization_id", { id: home.id, label: home.name });
  }, [mode, home, form]);

  async function send({ member_id, to_organization_id, ...values }: TransferForm) {
    const common = { to_organization_id: to_organization_id?.id, reason: values.reason, note: values.note ?? "" };
    const body =
      mode === "push"
        ? { form: "push", member_id: member_id?.value, ...common }
        : { form: "pull", name: values.name, id_kind: values.id_kind, id_number: values.id_number, ...common };
    try {
      await beginTransfer(body as BeginTransferBody, { idempotencyKey: once });
    } finally {
      setOnce(newOnceKey());
    }
    void queries.invalidateQueries({ queryKey: TRANSFERS });
    void queries.invalidateQueries({ queryKey: ["members"] });
    void go({ to: "/transfers", search: { view: mode === "push" ? "out" : "in" }, replace: true });
  }

  return (
    <div className={styles.page}>
      <PageHead
        title={t("transfer:nav.new")}
        views={
          <RecordTabs
            kind="views"
            label={t("transfer:field.form")}
            current={mode}
            onPick={(next) => {
              setMode(next === "pull" ? "pull" : "push");
              form.setFieldValue("to_organization_id", undefined);
            }}
            tabs={[
              { key: "push", label: t("transfer:mode.push") },
              { key: "pull", label: t("transfer:mode.pull") },
            ]}
          />
        }
      />
      <FormSheet<TransferForm>
        key={mode}
        id="transfer"
        form={form}
        initial={{ reason: "new_employer", id_kind: "resident" }}
        verb={t(mode === "push" ? "transfer:verb.send" : "transfer:verb.ask")}
        onSubmit={send}
        onCancel={tab.close}
        note={t(mode === "push" ? "transfer:note.push" : "transfer:note.pull")}
      >
        <FormSection title={t(mode === "push" ? "transfer:group.member" : "transfer:group.person")}>
          {mode === "push" ? (
            <FormField
              name="member_id"
              label={t("transfer:field.member")}
              required
              wide
              hint={t("transfer:hint.member")}
            >
              <MemberField />
            </FormField>
          ) : (
            <>
              <FormField name="id_number" label={t("transfer:field.id_number")} required hint={t("transfer:hint.pull")}>
                <Input autoComplete="off" maxLength={64} />
              </FormField>
              <FormField name="id_kind" label={t("transfer:field.id_kind")} required>
                <Select options={[...kinds.choices]} />
              </FormField>
              <FormField name="name" label={t("transfer:field.name")} required>
                <Input autoComplete="off" maxLength={100} />
              </FormField>
            </>
          )}
        </FormSection>
        <FormSection title={t("transfer:group.where")}>
          <FormField name="to_organization_id" label={t("transfer:field.to")} required>
            {mode === "push" ? (
              <DirectoryField label={t("transfer:field.to")} />
            ) : (
              <OrgField label={t("transfer:field.to")} />
            )}
          </FormField>
          <FormField name="reason" label={t("transfer:field.reason")} required>
            <Select options={[...reasons.choices]} />
          </FormField>
          <FormField name="note" label={t("transfer:field.note")} wide>
            <Input.TextArea rows={2} maxLength={200} />
          </FormField>
        </FormSection>
      </FormSheet>
    </div>
  );
}

/** Any living basic union of the city by its name; the tree shows the caller's own. */
function DirectoryField(props: Omit<OrgPickerProps, "load" | "find">) {
  const { load } = useOrgSource();
  const find = useCallback(async (text: string, signal: AbortSignal): Promise<readonly OrgHit[]> => {
    const { items } = await listOrganizationDirectory({ q: text, limit: 20 }, { signal });
    return items.map((one) => ({ id: one.id, label: one.name, branch: false, path: one.county_name ?? "" }));
  }, []);
  return <OrgPicker {...props} load={load} find={find} />;
}

interface MemberFieldProps {
  id?: string;
  value?: { value: string; label: string };
  onChange?(value: { value: string; label: string }): void;
}

/** One of the caller's own members, found as in the register: name, initials, last four. */
function MemberField({ id, value, onChange }: MemberFieldProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 250);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useQuery({
    queryKey: ["members", "field", asked],
    queryFn: ({ signal }) => listMembers({ q: asked, status: ["active", "retained"], limit: 10 }, { signal }),
    enabled: asked !== "",
  });
  return (
    <Select
      id={id}
      labelInValue
      value={value}
      showSearch={{ filterOption: false, onSearch: setText }}
      notFoundContent={t(asked ? "transfer:hint.nobody" : "transfer:hint.member")}
      options={found.data?.items.map((one) => ({
        value: one.id,
        label: `${one.name} ${one.organization.name} ${one.id_number_masked.slice(-4)}`,
      }))}
      onChange={(next) => onChange?.({ value: next.value, label: String(next.label) })}
    />
  );
}
