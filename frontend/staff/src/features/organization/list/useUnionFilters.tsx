import { useTranslation } from "react-i18next";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import type { Filter } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { useLines } from "../lines";
import type { ListSearch } from "../search";

type Key = "kind" | "level" | "status" | "line" | "honour" | "standard" | "staff";

/** The filter tokens of the list, read from and written to the address. */
export function useUnionFilters(search: ListSearch, onSearch: (change: Partial<ListSearch>) => void): Filter[] {
  const { t } = useTranslation();
  const choices = {
    kind: useDictionary("organization_kind").choices,
    level: useDictionary("level").choices,
    line: useLines().choices,
    honour: useDictionary("honour_kind").choices,
    status: useDictionary("organization_status").choices,
    standard: ["yes", "no"].map((value) => ({ value, label: t(`organization:good_order.${value}`) })),
    staff: ["yes", "no"].map((value) => ({ value, label: t(`organization:staff.${value}`) })),
  };
  const keys: readonly Key[] = ["kind", "level", "line", "honour", "standard", "staff", "status"];
  return keys.map((key) =>
    choiceFilter({
      key,
      label: t(`organization:filter.${key}`),
      choices: choices[key],
      value: search[key],
      single: key !== "kind" && key !== "level",
      comma: t("ui:comma"),
      onChange: (value) => onSearch({ [key]: value }),
    }),
  );
}
