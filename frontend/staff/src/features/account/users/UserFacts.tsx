import type { OpenStep, UserOut } from "@unionhome/client/model";
import { count, moment } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { Steps } from "../../../ui/status/Steps";

interface UserFactsProps {
  user: UserOut;
  /** Opens the dialog of a step that stands beside a fact. */
  onStep(step: OpenStep): void;
}

/** Of how many people the account was told today, against the bound of a day; and who has lifted it, or may. */
function Sightings({ user: { sightings }, onStep }: UserFactsProps) {
  const { t } = useTranslation();
  const { persons, stop_in_a_day: most, leave, steps } = sightings;
  const said = t("account:sightings.persons", { n: count(persons) });
  return (
    <Field
      label={t("account:column.sightings")}
      note={
        leave ? (
          t("account:sightings.lifted", { by: leave.given_by_name, reason: leave.reason })
        ) : (
          <>
            {t("account:sightings.bound", { most: count(most) })}{" "}
            <Steps steps={steps} main="none" onStep={(step) => onStep(step as OpenStep)} />
          </>
        )
      }
    >
      {persons >= most && !leave ? <span className="warn">{said}</span> : said}
    </Field>
  );
}

/** What an administrator must know of an account; never its secrets. */
export function UserFacts({ user, onStep }: UserFactsProps) {
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
      <Sightings user={user} onStep={onStep} />
      <Field label={t("account:column.made_by")} note={moment(user.created_at)}>
        {user.made_by_name}
      </Field>
      <Field label={t("account:column.approved_by")}>{user.approved_by_name}</Field>
    </DescriptionList>
  );
}
