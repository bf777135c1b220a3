import { Link } from "@tanstack/react-router";
import type { OfficerItem, OrganizationOut } from "@unionhome/client/model";
import { ageAt, MISSING, today } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { mayDo } from "../may";
import styles from "../organization.module.css";

interface OfficerSheetProps {
  officers: readonly OfficerItem[];
  union: OrganizationOut;
  /** Those who have left: with the end and its reason. */
  former?: boolean;
}

/** Officers in office, in full: they are public in their union. Each leads to the entry, where it can be changed. */
export function OfficerSheet({ officers, union, former }: OfficerSheetProps) {
  const { t } = useTranslation();
  const posts = useDictionary("post");
  const forms = useDictionary("post_form");
  const sexes = useDictionary("sex");
  const now = today(Date.now());
  if (officers.length === 0)
    return (
      <p className={styles.none}>
        {t(former ? "organization:committee.no_former" : "organization:committee.nobody")}{" "}
        {!former && mayDo(union, "edit") && (
          <Link to={"/officers/new" as never} search={{ organization_id: union.id } as never}>
            {t("organization:committee.appoint")}
          </Link>
        )}
      </p>
    );
  return (
    <table className={styles.sheet}>
      <colgroup>
        <col style={{ width: 136 }} />
        <col style={{ width: 80 }} />
        <col style={{ width: 60 }} />
        <col style={{ width: 48 }} />
        <col style={{ width: 74 }} />
        <col style={{ width: former ? 190 : 100 }} />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{t("organization:officer.post")}</th>
          <th scope="col">{t("organization:officer.name")}</th>
          <th scope="col">{t("organization:officer.sex")}</th>
          <th scope="col" data-end>
            {t("organization:officer.age")}
          </th>
          <th scope="col">{t("organization:officer.form")}</th>
          <th scope="col">{t(former ? "organization:officer.held" : "organization:officer.since")}</th>
          <th scope="col">{t(former ? "organization:officer.end_reason" : "organization:officer.administrative")}</th>
        </tr>
      </thead>
      <tbody>
        {officers.map((one) => (
          <tr key={one.id}>
            <td title={posts.label(one.post)}>{posts.label(one.post)}</td>
            <td>
              <Link to={"/officers" as never} search={{ organization_id: union.id, look: one.id } as never}>
                <b>{one.name}</b>
              </Link>
            </td>
            <td>{sexes.label(one.sex)}</td>
            <td data-end>{ageAt(one.born_on, one.ended_on ?? now) ?? MISSING}</td>
            <td>{forms.label(one.form)}</td>
            <td>{former ? `${one.started_on} ~ ${one.ended_on}` : one.started_on}</td>
            <td title={former ? one.end_reason : one.administrative_post}>
              {(former ? one.end_reason : one.administrative_post) || MISSING}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
