import type { HouseholdOut } from "@unionhome/client/model";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Status } from "../../../ui/status/Status";
import styles from "../aid.module.css";
import { FamilyTree } from "./FamilyTree";
import { PeopleSheet } from "./PeopleSheet";
import { SecretField } from "./SecretField";

/** Everybody of the file, and why each counts for the size of the household or does not (AID-07). */
export function People({ household }: { household: HouseholdOut }) {
  const { t } = useTranslation();
  const reasons = useDictionary("size_reason");
  const rules = useDictionary("size_rule");
  return (
    <div className={styles.list}>
      {household.evaluation && (
        <p className={styles.said}>
          {t("aid:size_is", { count: household.size, rule: rules.label(household.evaluation.size_rule) })}
        </p>
      )}
      <FamilyTree household={household} />
      <PeopleSheet
        people={household.people}
        number={(person) => (
          <SecretField
            household={household}
            field="id_number"
            person={person.id}
            masked={person.id_number_masked ?? ""}
          />
        )}
        note={(person) =>
          person.health_noted && (
            <SecretField household={household} field="health_note" person={person.id} masked={t("aid:noted")} />
          )
        }
        last={t("aid:person.counts")}
      >
        {(person) => <Status mark={person.counts ? "done" : "waiting"}>{reasons.label(person.reason)}</Status>}
      </PeopleSheet>
    </div>
  );
}
