import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../ui/icon/Icon";
import { useDictionary } from "../../../ui/page/dictionary";
import { useTabTitle } from "../../../ui/page/tab";
import { PageHead } from "../../../ui/record/PageHead";
import { Scroll } from "../../../ui/scroll/Scroll";
import { PERMISSIONS, ROLES } from "./permissions";
import styles from "./roles.module.css";

const EVERYWHERE = 6;
const nounOf = (permission: string): string => permission.split(":")[0] ?? "";

/** The whole matrix on one sheet: who may do what, down to which level (ROL-01, trust.md 1.5). */
export function RolesPage() {
  const { t } = useTranslation();
  useTabTitle(t("account:nav.roles"));
  const roles = useDictionary("role");
  const levels = useDictionary("level");
  return (
    <div className={styles.page}>
      <PageHead title={t("account:nav.roles")} note={t("account:roles.note")} />
      <Scroll className={styles.body} label={t("account:nav.roles")}>
        <table aria-label={t("account:nav.roles")}>
          <thead>
            <tr>
              <th scope="col">{t("account:roles.what")}</th>
              {ROLES.map((role) => (
                <th key={role} scope="col" className={styles.role}>
                  {roles.label(role)}
                </th>
              ))}
              <th scope="col">{t("account:roles.down_to")}</th>
            </tr>
          </thead>
          <tbody>
            {PERMISSIONS.map((held, index) => {
              const noun = nounOf(held.permission);
              const begins = nounOf(PERMISSIONS[index - 1]?.permission ?? "") !== noun;
              return (
                <Fragment key={held.permission}>
                  {begins && (
                    <tr className={styles.noun}>
                      <th scope="rowgroup" colSpan={ROLES.length + 2}>
                        {t(`account:noun.${noun}`)}
                      </th>
                    </tr>
                  )}
                  <tr>
                    <th scope="row">{t(`account:permission.${held.permission.replace(":", "_")}`)}</th>
                    {ROLES.map((role) => (
                      <td key={role} className={styles.role}>
                        {held.roles.includes(role) && (
                          <Icon name="check" label={t("account:roles.holds", { role: roles.label(role) })} />
                        )}
                      </td>
                    ))}
                    <td className="ink-3">
                      {held.down_to === EVERYWHERE
                        ? t("account:roles.every_level")
                        : t("account:roles.and_above", { level: levels.label(held.down_to) })}
                    </td>
                  </tr>
                </Fragment>
              );
            })}
          </tbody>
        </table>
        <div className={styles.rules}>
          <h2>{t("account:roles.rules")}</h2>
          <ul>
            {(["apart", "two", "subtree", "levels"] as const).map((rule) => (
              <li key={rule}>{t(`account:roles.rule_${rule}`)}</li>
            ))}
          </ul>
        </div>
      </Scroll>
    </div>
  );
}
