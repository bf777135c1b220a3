import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { proposeGrant } from "@unionhome/client/grants";
import type { Role, Tree } from "@unionhome/client/model";
import { today } from "@unionhome/words";
import { Input, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { DateField } from "../../../ui/form/DateField";
import { FormField, FormSection } from "../../../ui/form/FormField";
import { FormSheet } from "../../../ui/form/FormSheet";
import { useDictionary } from "../../../ui/page/dictionary";
import { useTab, useTabTitle } from "../../../ui/page/tab";
import { useOnce } from "../../../ui/page/useOnce";
import { PageHead } from "../../../ui/record/PageHead";
import { OrgField } from "../../../ui/tree/OrgField";
import type { PickedOrg } from "../../../ui/tree/OrgPicker";
import { UserField } from "../UserField";
import { useRefresh } from "../useRefresh";
import styles from "./grants.module.css";

interface Draft {
  user_id: string;
  role: Role;
  organization_id: PickedOrg;
  tree: Tree;
  starts_on: string;
  ends_on?: string;
  reason?: string;
}

const route = getRouteApi("/grants/new" as never);

/** A role for somebody; it waits for another security administrator. */
export function ProposePage() {
  const { t } = useTranslation();
  useTabTitle(t("account:nav.propose"));
  const { user } = route.useSearch() as { user?: string };
  const tab = useTab();
  const go = useNavigate();
  const refresh = useRefresh();
  const roles = useDictionary("role");
  const trees = useDictionary("tree");
  const once = useOnce();

  async function send({ organization_id, reason, ...draft }: Draft) {
    const made = await once((options) =>
      proposeGrant({ ...draft, organization_id: organization_id.id, reason: reason ?? "" }, options),
    );
    refresh();
    void go({ to: "/grants" as never, search: { status: "proposed", at: made.id } as never, replace: true });
  }

  return (
    <div className={styles.page}>
      <PageHead title={t("account:nav.propose")} note={t("account:propose.note")} />
      <FormSheet<Draft>
        id="grant"
        initial={{ user_id: user, tree: "territory", starts_on: today(Date.now()) }}
        verb={t("account:propose.verb")}
        draft="grant"
        onSubmit={send}
        onCancel={tab.close}
      >
        <FormSection title={t("account:propose.who")}>
          <FormField name="user_id" label={t("account:column.user")} required>
            <UserField />
          </FormField>
          <FormField name="role" label={t("account:column.role")} required hint={t("account:propose.role_hint")}>
            <Select options={roles.choices.filter((one) => one.value !== "member")} />
          </FormField>
        </FormSection>
        <FormSection title={t("account:propose.where")} note={t("account:grants.subtree")}>
          <FormField name="organization_id" label={t("account:column.on")} required>
            <OrgField label={t("account:column.on")} />
          </FormField>
          <FormField name="tree" label={t("account:column.tree")} required hint={t("account:propose.tree_hint")}>
            <Radio.Group options={[...trees.choices]} />
          </FormField>
          <FormField name="starts_on" label={t("account:column.starts_on")} required>
            <DateField />
          </FormField>
          <FormField name="ends_on" label={t("account:column.ends_on")} hint={t("account:propose.ends_hint")}>
            <DateField min={today(Date.now())} />
          </FormField>
          <FormField name="reason" label={t("account:column.reason")} wide>
            <Input.TextArea rows={2} maxLength={200} />
          </FormField>
        </FormSection>
      </FormSheet>
    </div>
  );
}
