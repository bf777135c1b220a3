import type { UserOut } from "@unionhome/client/model";
import { moment } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";

/** What an administrator must know of an account; never its secrets. */
export function UserFacts({ user }: { user: UserOut }) {
  const { t } = useTranslation();
  return (
    <DescriptionList labels={92}>
      <Field label={t("account:column.login")}>{user.login}</Field>
      <Field label={t("account:column.home")}>{user.organization_name}</Field>
      <Field label={t("account:column.totp")}>
        {user.totp_enabled ? t("account:users.totp_on") : <span className="warn">{t("account:users.totp_off")}</span>}
      </Field>
      <Field label={t("account:column.password")}>
        {t(user.must_change_password ? "account:users.initial" : "account:users.own")}
      </Field>
      <Field label={t("account:column.signed_in")}>
        {user.last_signed_in_at ? moment(user.last_signed_in_at) : t("account:users.never")}
      </Field>
      <Field label={t("account:column.made_by")} note={moment(user.created_at)}>
        {user.made_by_name}
      </Field>
      <Field label={t("account:column.approved_by")}>{user.approved_by_name}</Field>
    </DescriptionList>
  );
}
