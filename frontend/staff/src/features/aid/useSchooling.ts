import type { PersonOut, RelativeOut } from "@unionhome/client/model";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../ui/page/dictionary";

type Pupil = Pick<PersonOut | RelativeOut, "school_stage" | "school_years" | "enrolled_in">;

/** Where somebody learns, how many years it takes, and since when; nothing for who does not. */
export function useSchooling(): (person: Pupil) => string {
  const { t } = useTranslation();
  const stages = useDictionary("school_stage");
  return (person) =>
    [
      stages.label(person.school_stage),
      person.school_years && t("aid:school_years", { n: person.school_years }),
      person.enrolled_in && t("aid:enrolled", { year: person.enrolled_in }),
    ]
      .filter(Boolean)
      .join(t("ui:comma"));
}
