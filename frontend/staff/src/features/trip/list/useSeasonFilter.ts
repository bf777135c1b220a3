import { useTranslation } from "react-i18next";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import type { Filter } from "../../../ui/filter/FilterBar";
import { seasons, thisDay } from "../data";

/** The winter that is looked at; unsaid it is this one. */
export function useSeasonFilter(year: number | undefined, onChange: (year: number | undefined) => void): Filter {
  const { t } = useTranslation();
  return choiceFilter({
    key: "year",
    label: t("trip:demand.season"),
    choices: seasons(thisDay()).map((one) => ({ value: String(one), label: t("trip:season", { year: one }) })),
    value: year === undefined ? undefined : String(year),
    single: true,
    comma: t("ui:comma"),
    onChange: (value) => onChange(value === undefined ? undefined : Number(value)),
  });
}
