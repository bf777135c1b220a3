import { Link } from "@tanstack/react-router";
import type { GrantItem } from "@unionhome/client/model";
import { range } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Status } from "../../../ui/status/Status";
import { markOf } from "../marks";
import styles from "./users.module.css";

/** The roles somebody holds or held in this subtree. */
export function UserGrants({ grants, narrow }: { grants: readonly GrantItem[]; narrow?: boolean }) {
  const { t } = useTranslation();
  const roles = useDictionary("role");
  const statuses = useDictionary("grant_status");
  if (grants.length === 0) return <p className="small ink-3">{t("account:grants.none_of")}</p>;
  return (
    <ul>
      {grants.map((grant) => (
        <li
          key={grant.id}
          className={styles.grant}
          style={narrow ? { gridTemplateColumns: "84px minmax(0,1fr) 84px" } : undefined}
        >
          <b>{roles.label(grant.role)}</b>
          <Link className="cut" to={"/grants" as never} search={{ at: grant.id, user: grant.user_id } as never}>
            {grant.organization_name}
          </Link>
          {!narrow && <span className="ink-3">{range(grant.starts_on, grant.ends_on)}</span>}
          <Status mark={markOf(grant.status)}>
            {grant.status === "active" && !grant.in_force ? t("account:grants.not_now") : statuses.label(grant.status)}
          </Status>
        </li>
      ))}
    </ul>
  );
}
