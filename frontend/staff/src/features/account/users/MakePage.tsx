import { useNavigate } from "@tanstack/react-router";
import type { UserMendedOut } from "@unionhome/client/model";
import { makeUser } from "@unionhome/client/users";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormField, FormSection } from "../../../ui/form/FormField";
import { FormSheet } from "../../../ui/form/FormSheet";
import { useTab, useTabTitle } from "../../../ui/page/tab";
import { PageHead } from "../../../ui/record/PageHead";
import { OrgField } from "../../../ui/tree/OrgField";
import type { PickedOrg } from "../../../ui/tree/OrgPicker";
import { useRefresh } from "../useRefresh";
import { FirstPassword } from "./FirstPassword";
import styles from "./users.module.css";

interface Draft {
  name: string;
  login: string;
  organization_id: PickedOrg;
}

/** An account for somebody new. It waits for the security administrator; its password is shown once. */
export function MakePage() {
  const { t } = useTranslation();
  useTabTitle(t("account:nav.make_user"));
  const tab = useTab();
  const go = useNavigate();
  const refresh = useRefresh();
  const [made, setMade] = useState<UserMendedOut | null>(null);

  async function send(draft: Draft) {
    const answer = await makeUser({
      name: draft.name,
      login: draft.login,
      organization_id: draft.organization_id.id,
    });
    refresh();
    setMade(answer);
  }

  return (
    <div className={styles.made}>
      <PageHead title={t("account:nav.make_user")} note={t("account:make.note")} />
      <FormSheet<Draft>
        id="user"
        initial={{}}
        verb={t("account:make.verb")}
        draft="user"
        onSubmit={send}
        onCancel={tab.close}
        note={t("account:make.once")}
      >
        <FormSection title={t("account:make.who")}>
          <FormField name="name" label={t("account:column.name")} required>
            <Input autoComplete="off" maxLength={40} />
          </FormField>
          <FormField name="login" label={t("account:column.login")} required hint={t("account:make.login_hint")}>
            <Input autoComplete="off" maxLength={40} />
          </FormField>
          <FormField name="organization_id" label={t("account:column.home")} required>
            <OrgField label={t("account:column.home")} />
          </FormField>
        </FormSection>
      </FormSheet>
      {made?.first_password && (
        <FirstPassword
          user={made.user}
          password={made.first_password}
          onClose={() => void go({ to: "/users/$id" as never, params: { id: made.user.id } as never, replace: true })}
        />
      )}
    </div>
  );
}
