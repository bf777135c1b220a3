import { Link } from "@tanstack/react-router";
import type { MemberOut } from "@unionhome/client/model";
import { date } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Status } from "../../../ui/status/Status";
import styles from "./one.module.css";

/** Every union that this person stood with. */
export function Stays({ member }: { member: MemberOut }) {
  const { t } = useTranslation();
  const kinds = useDictionary("member_event_kind");
  if (member.memberships.length === 0) return <p className={styles.list}>{t("member:stays.none")}</p>;
  return (
    <div className={styles.list}>
      <table className={styles.stays}>
        <thead>
          <tr>
            <th>{t("member:field.organization_id")}</th>
            <th>{t("member:stays.from")}</th>
            <th>{t("member:stays.to")}</th>
            <th>{t("member:stays.began")}</th>
            <th>{t("member:stays.ended")}</th>
          </tr>
        </thead>
        <tbody>
          {member.memberships.map((stay) => (
            <tr key={`${stay.organization_id}${stay.started_on}`}>
              <td>
                <Link to={`/organizations/${stay.organization_id}` as never}>{stay.organization_name}</Link>
              </td>
              <td>{date(stay.started_on)}</td>
              <td>{stay.ended_on ? date(stay.ended_on) : <Status mark="settled">{t("member:stays.now")}</Status>}</td>
              <td>{kinds.label(stay.began_by)}</td>
              <td>{kinds.label(stay.ended_by)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
