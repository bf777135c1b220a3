import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";

export interface Standard {
  key: string;
  label: string;
}

/** What amounts a basis asks for, in the order of their dictionary. */
export function useStandards(basis: string | undefined): readonly Standard[] {
  const { t } = useTranslation();
  const categories = useDictionary("hardship_category");
  const schools = useDictionary("school_stage");
  const people = useDictionary("person_kind");
  const of = (dictionary: typeof categories) => dictionary.choices.map(({ value, label }) => ({ key: value, label }));
  if (basis === "category") return of(categories);
  if (basis === "school") return of(schools);
  if (basis === "person") return of(people);
  return [{ key: "everybody", label: t("aid:program.everybody") }];
}
