import type { KeptPerson, PersonOut } from "@unionhome/client/model";
import { yuan } from "@unionhome/words";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Scroll } from "../../../ui/scroll/Scroll";
import styles from "../aid.module.css";
import { useHealth } from "../useHealth";
import { useSchooling } from "../useSchooling";

interface PeopleSheetProps<P> {
  people: readonly P[];
  /** The document number of somebody who has one, where it is more than its mask. */
  number?(person: P): ReactNode;
  /** What stands beside somebody's health. */
  note?(person: P): ReactNode;
  /** The head of the last column, and what it says of each. */
  last: string;
  children(person: P): ReactNode;
}

/** Everybody of a file, the worker first, as the paper form lists them. */
export function PeopleSheet<P extends PersonOut | KeptPerson>(props: PeopleSheetProps<P>) {
  const { people, number = (person) => person.id_number_masked, note, last, children } = props;
  const { t } = useTranslation();
  const relations = useDictionary("relation");
  const livelihoods = useDictionary("livelihood");
  const schooling = useSchooling();
  const health = useHealth();
  return (
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
            <th>{last}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <td>{relations.label(person.relation)}</td>
              <td>
                {person.name}
                {person.age !== null && <span className="ink-3"> {t("aid:years", { count: person.age })}</span>}
              </td>
              <td>{person.id_number_masked ? number(person) : "—"}</td>
              <td>{livelihoods.label(person.livelihood) || "—"}</td>
              <td className={styles.end}>{yuan(person.income_fen)}</td>
              <td>
                {health(person) || "—"}
                {note?.(person)}
              </td>
              <td>{schooling(person) || "—"}</td>
              <td>{children(person)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
