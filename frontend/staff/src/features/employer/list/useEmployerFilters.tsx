import { useTranslation } from "react-i18next";
import { useUnionName } from "../../../queries/organization";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import { NumberRangeEditor } from "../../../ui/filter/editors";
import type { Filter } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { OrgFilter } from "../../../ui/tree/OrgFilter";

import type { ListSearch } from "../search";

const PLACES = ["under_id", "at_id", "territory_id", "union_id"] as const;

/** The filter tokens of the list. Where it came from (a figure, a union's page) stands first. */
export function useEmployerFilters(search: ListSearch, onSearch: (change: Partial<ListSearch>) => void): Filter[] {
  const { t } = useTranslation();
  const ownerships = useDictionary("ownership");
  const industries = useDictionary("industry");
  const sources = useDictionary("employer_source");
  const place = PLACES.find((key) => search[key] !== undefined) ?? "under_id";
  const name = useUnionName(search[place]);
  const from = search["employees[gte]"];
  const below = search["employees[lt]"];
  const sizes = from !== undefined || below !== undefined;
  return [
    {
      key: place,
      label: t(`employer:filter.${place}`),
      value: search[place] && (name ?? "…"),
      onClear: () => onSearch({ [place]: undefined }),
      editor: (close) => (
        <OrgFilter
          label={t(`employer:filter.${place}`)}
          selected={search[place] ?? null}
          onPick={(org) => {
            onSearch({ [place]: org.id });
            close();
          }}
        />
      ),
    },
    {
      key: "employees",
      label: t("employer:filter.employees"),
      value: sizes ? `${from ?? ""} ~ ${below === undefined ? "" : below - 1}` : undefined,
      onClear: () => onSearch({ "employees[gte]": undefined, "employees[lt]": undefined }),
      editor: (close) => (
        <NumberRangeEditor
          value={{ from: from?.toString(), to: below === undefined ? undefined : String(below - 1) }}
          onChange={(next) => {
            onSearch({
              "employees[gte]": next.from ? Number(next.from) : undefined,
              "employees[lt]": next.to ? Number(next.to) + 1 : undefined,
            });
            close();
          }}
        />
      ),
    },
    ...(["ownership", "industry", "source"] as const).map((key) =>
      choiceFilter({
        key,
        label: t(`employer:field.${key}`),
        choices: { ownership: ownerships, industry: industries, source: sources }[key].choices,
        value: search[key],
        single: key === "source",
        comma: t("ui:comma"),
        onChange: (value) => onSearch({ [key]: value }),
      }),
    ),
    ...(search["listed_on[lt]"]
      ? [
          {
            key: "listed",
            label: t("employer:filter.listed_before"),
            value: search["listed_on[lt]"],
            onClear: () => onSearch({ "listed_on[lt]": undefined }),
            editor: () => null,
          },
        ]
      : []),
  ];
}
