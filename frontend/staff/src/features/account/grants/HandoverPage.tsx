import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { proposeGrantHandover } from "@unionhome/client/grants";
import type { Role } from "@unionhome/client/model";
import { today } from "@unionhome/words";
import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { DateField } from "../../../ui/form/DateField";
import { FormField, FormSection } from "../../../ui/form/FormField";
import { FormSheet } from "../../../ui/form/FormSheet";
import { useDictionary } from "../../../ui/page/dictionary";
import { useTab, useTabTitle } from "../../../ui/page/tab";
import { useOnce } from "../../../ui/page/useOnce";
import { PageHead } from "../../../ui/record/PageHead";
import { oneUser } from "../data";
import { UserField } from "../UserField";
import { useRefresh } from "../useRefresh";
import styles from "./grants.module.css";

interface Draft {
  from_user_id: string;
  to_user_id: string;
  organization_id: string;
  roles: Role[];
  starts_on: string;
  reason?: string;
}

/** At a change of office: what one person holds on a union goes to another on one day. */
export function HandoverPage() {
  const { t } = useTranslation();
  useTabTitle(t("account:nav.handover"));
  const tab = useTab();
  const go = useNavigate();
  const refresh = useRefresh();
  const labels = useDictionary("role");
  const [form] = Form.useForm<Draft>();
  const from = Form.useWatch("from_user_id", form);
  const at = Form.useWatch("organization_id", form);
  const giver = useQuery({ ...oneUser(from ?? ""), enabled: Boolean(from) }).data;
  const held = giver?.grants.filter((grant) => grant.in_force) ?? [];
  const unions = [...new Map(held.map((grant) => [grant.organization_id, grant.organization_name]))];
  const roles = [...new Set(held.filter((grant) => grant.organization_id === at).map((grant) => grant.role))];
  const once = useOnce();

  async function send({ reason, ...draft }: Draft) {
    const made = await once((options) => proposeGrantHandover({ ...draft, reason: reason ?? "" }, options));
    refresh();
    void go({ to: "/grants" as never, search: { list: "handovers", at: made.id } as never, replace: true });
  }

  return (
    <div className={styles.page}>
      <PageHead title={t("account:nav.handover")} note={t("account:handover.note")} />
      <FormSheet<Draft>
        id="handover"
        form={form}
        initial={{ starts_on: today(Date.now()) }}
        verb={t("account:propose.verb")}
        draft="handover"
        onSubmit={send}
        onCancel={tab.close}
      >
        <FormSection title={t("account:handover.people")}>
          <FormField name="from_user_id" label={t("account:column.from")} required>
            <UserField />
          </FormField>
          <FormField name="to_user_id" label={t("account:column.to")} required>
            <UserField />
          </FormField>
        </FormSection>
        <FormSection title={t("account:handover.what")}>
          <FormField
            name="organization_id"
            label={t("account:column.on")}
            required
            hint={t("account:handover.on_hint")}
          >
            <Select options={unions.map(([value, label]) => ({ value, label }))} disabled={!from} />
          </FormField>
          <FormField name="roles" label={t("account:column.role")} required>
            <Select
              mode="multiple"
              disabled={!at}
              options={roles.map((role) => ({ value: role, label: labels.label(role) }))}
            />
          </FormField>
          <FormField
            name="starts_on"
            label={t("account:handover.starts_on")}
            required
            hint={t("account:handover.starts_hint")}
          >
            <DateField />
          </FormField>
          <FormField name="reason" label={t("account:column.reason")}>
            <Input maxLength={200} />
          </FormField>
        </FormSection>
      </FormSheet>
    </div>
  );
}
