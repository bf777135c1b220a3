import type { MyGrant } from "@unionhome/client/model";
import { range } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Section } from "../../../ui/record/Section";
import styles from "./me.module.css";

/** What I hold today, where and until when. */
export function MyRoles({ grants }: { grants: readonly MyGrant[] }) {
  const { t } = useTranslation();
  const roles = useDictionary("role");
  const trees = useDictionary("tree");
  return (
    <Section kind="ruled" title={t("account:mine.roles")} note={t("account:grants.subtree")}>
      {grants.length === 0 && <p className="small ink-3">{t("account:mine.no_roles")}</p>}
      {grants.map((grant) => (
        <p key={grant.id} className={styles.role}>
          <b>{roles.label(grant.role)}</b>
          <span className="cut">{grant.organization_name}</span>
          <span className="ink-3">{trees.label(grant.tree)}</span>
          <span className={grant.ends_within_days != null ? "warn" : "ink-3"}>
            {grant.ends_within_days != null
              ? t("account:mine.ends_in", { n: grant.ends_within_days, date: grant.ends_on ?? "" })
              : range(grant.starts_on, grant.ends_on)}
          </span>
        </p>
      ))}
    </Section>
  );
}
