import type { HouseholdOut } from "@unionhome/client/model";
import { yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Scroll } from "../../../ui/scroll/Scroll";
import { Status } from "../../../ui/status/Status";
import styles from "../aid.module.css";
import { useSchooling } from "../useSchooling";
import { FamilyTree } from "./FamilyTree";
import { SecretField } from "./SecretField";
import { useHealth } from "./useHealth";

/** Everybody of the file, and why each counts for the size of the household or does not (AID-07). */
export function People({ household }: { household: HouseholdOut }) {
  const { t } = useTranslation();
  const relations = useDictionary("relation");
  const livelihoods = useDictionary("livelihood");
  const schooling = useSchooling();
  const reasons = useDictionary("size_reason");
  const rules = useDictionary("size_rule");
  const health = useHealth();
  return (
    <div className={styles.list}>
      {household.evaluation && (
        <p className={styles.said}>
          {t("aid:size_is", { count: household.size, rule: rules.label(household.evaluation.size_rule) })}
        </p>
      )}
      <FamilyTree household={household} />
      <Scroll className={styles.scroll} label={t("aid:tab.people")}>
        <table className={styles.sheet}>
          <thead>
            <tr>
              <th>{t("aid:person.relation")}</th>
              <th>{t("aid:person.name")}</th>
              <th>{t("aid:person.id_number")}</th>
              <th>{t("aid:person.livelihood")}</th>
              <th className={styles.end}>{t("aid:person.income")}</th>
              <th>{t("aid:person.health")}</th>
              <th>{t("aid:person.school_stage")}</th>
              <th>{t("aid:person.counts")}</th>
            </tr>
          </thead>
          <tbody>
            {household.people.map((person) => (
              <tr key={person.id}>
                <td>{relations.label(person.relation)}</td>
                <td>
                  {person.name}
                  {person.age !== null && <span className="ink-3"> {t("aid:years", { count: person.age })}</span>}
                </td>
                <td>
                  {person.id_number_masked ? (
                    <SecretField
                      household={household}
                      field="id_number"
                      person={person.id}
                      masked={person.id_number_masked}
                    />
                  ) : (
                    "—"
                  )}
                </td>
                <td>{livelihoods.label(person.livelihood) || "—"}</td>
                <td className={styles.end}>{yuan(person.income_fen)}</td>
                <td>
                  {health(person) || "—"}
                  {person.health_noted && (
                    <SecretField household={household} field="health_note" person={person.id} masked={t("aid:noted")} />
                  )}
                </td>
                <td>{schooling(person) || "—"}</td>
                <td>
                  <Status mark={person.counts ? "done" : "waiting"}>{reasons.label(person.reason)}</Status>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}
