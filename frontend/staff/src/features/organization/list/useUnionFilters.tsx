import { range } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import { DateRangeEditor } from "../../../ui/filter/editors";
import type { Filter } from "../../../ui/filter/FilterBar";
import { endsOf, spanOf } from "../../../ui/filter/params";
import { useDictionary } from "../../../ui/page/dictionary";
import { useLines } from "../lines";
import type { ListSearch } from "../search";

type Key =
  | "kind"
  | "level"
  | "status"
  | "line"
  | "honour"
  | "ownership"
  | "industry"
  | "standard"
  | "qualified"
  | "staff";

/** Several of them may be asked for at once. */
const SEVERAL: readonly Key[] = ["kind", "level", "ownership", "industry"];

/** The filter tokens of the list, read from and written to the address. */
export function useUnionFilters(search: ListSearch, onSearch: (change: Partial<ListSearch>) => void): Filter[] {
  const { t } = useTranslation();
  const choices = {
    kind: useDictionary("organization_kind").choices,
    level: useDictionary("level").choices,
    line: useLines().choices,
    honour: useDictionary("honour_kind").choices,
    ownership: useDictionary("ownership").choices,
    industry: useDictionary("industry").choices,
    status: useDictionary("organization_status").choices,
    standard: ["yes", "no"].map((value) => ({ value, label: t(`organization:good_order.${value}`) })),
    qualified: ["yes", "no"].map((value) => ({ value, label: t(`organization:qualified.${value}`) })),
    staff: ["yes", "no"].map((value) => ({ value, label: t(`organization:staff.${value}`) })),
  };
  const keys: readonly Key[] = [
    ...([
      "kind",
      "level",
      "line",
      "honour",
      "ownership",
      "industry",
      "standard",
      "qualified",
      "staff",
      "status",
    ] as const),
  ];
  const chosen = keys.map((key) =>
    choiceFilter({
      key,
      label: t(`organization:filter.${key}`),
      choices: choices[key],
      value: search[key],
      single: !SEVERAL.includes(key),
      rare: key === "ownership" || key === "industry",
      comma: t("ui:comma"),
      onChange: (value) => onSearch({ [key]: value }),
    }),
  );
  const ends = endsOf(search.founded);
  const founded: Filter = {
    key: "founded",
    label: t("organization:filter.founded"),
    rare: true,
    value: search.founded && range(ends.from, ends.to),
    onClear: () => onSearch({ founded: undefined }),
    editor: () => <DateRangeEditor value={ends} onChange={(next) => onSearch({ founded: spanOf(next) })} />,
  };
  return [...chosen, founded];
}
