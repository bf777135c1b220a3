import type { PersonOut, RelativeOut } from "@unionhome/client/model";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../ui/page/dictionary";

type Health = Pick<PersonOut | RelativeOut, "illness" | "disability" | "disability_level">;

/** What is said of somebody's health, in a few words; nothing for those who are well or may not be asked about. */
export function useHealth(): (person: Health) => string {
  const { t } = useTranslation();
  const illnesses = useDictionary("illness");
  const disabilities = useDictionary("disability");
  return (person) =>
    [
      person.illness && person.illness !== "none" && illnesses.label(person.illness),
      person.disability &&
        t("aid:disabled", { kind: disabilities.label(person.disability), level: person.disability_level }),
    ]
      .filter(Boolean)
      .join(t("ui:comma"));
}
