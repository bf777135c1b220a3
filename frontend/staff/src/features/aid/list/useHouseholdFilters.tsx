import { useQuery } from "@tanstack/react-query";
import { range } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { unionOf } from "../../../queries/organization";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import { DateRangeEditor } from "../../../ui/filter/editors";
import type { Filter } from "../../../ui/filter/FilterBar";
import { endsOf, spanOf } from "../../../ui/filter/params";
import { useDictionary } from "../../../ui/page/dictionary";
import { OrgFilter } from "../../../ui/tree/OrgFilter";

import { DAYS, type ListSearch } from "../search";

/** The filter tokens of the list. */
export function useHouseholdFilters(search: ListSearch, onSearch: (change: Partial<ListSearch>) => void): Filter[] {
  const { t } = useTranslation();
  const categories = useDictionary("hardship_category");
  const causes = useDictionary("hardship_cause");
  const kinds = useDictionary("worker_kind");
  const classes = useDictionary("household_class");
  const reasons = useDictionary("exit_reason");
  const requests = useDictionary("paper_request_status");
  const name = useQuery(unionOf(search.under_id)).data?.name;
  const choices = { category: categories, cause: causes, worker_kind: kinds, file_class: classes };
  return [
    {
      key: "under_id",
      label: t("aid:filter.under_id"),
      value: search.under_id && (name ?? "…"),
      onClear: () => onSearch({ under_id: undefined }),
      editor: (close) => (
        <OrgFilter
          label={t("aid:filter.under_id")}
          selected={search.under_id ?? null}
          onPick={(org) => {
            onSearch({ under_id: org.id });
            close();
          }}
        />
      ),
    },
    ...(["category", "cause", "worker_kind", "file_class"] as const).map((key) =>
      choiceFilter({
        key,
        label: t(`aid:filter.${key}`),
        choices: choices[key].choices,
        value: search[key],
        comma: t("ui:comma"),
        onChange: (value) => onSearch({ [key]: value }),
      }),
    ),
    choiceFilter({
      key: "nobody_works",
      label: t("aid:on_paper.nobody_works"),
      choices: [{ value: "yes", label: t("aid:filter.only") }],
      value: search.nobody_works ? "yes" : undefined,
      single: true,
      rare: true,
      comma: t("ui:comma"),
      onChange: (value) => onSearch({ nobody_works: value ? true : undefined }),
    }),
    choiceFilter({
      key: "exit_reason",
      label: t("aid:filter.exit_reason"),
      choices: reasons.choices,
      value: search.exit_reason,
      rare: true,
      comma: t("ui:comma"),
      onChange: (value) => onSearch({ exit_reason: value }),
    }),
    choiceFilter({
      key: "paper_request",
      label: t("aid:filter.paper_request"),
      choices: requests.choices,
      value: search.paper_request,
      rare: true,
      comma: t("ui:comma"),
      onChange: (value) => onSearch({ paper_request: value }),
    }),
    ...DAYS.map((key): Filter => {
      const ends = endsOf(search[key]);
      return {
        key,
        label: t(`aid:filter.${key}`),
        rare: true,
        value: search[key] && range(ends.from, ends.to),
        onClear: () => onSearch({ [key]: undefined }),
        editor: () => <DateRangeEditor value={ends} onChange={(next) => onSearch({ [key]: spanOf(next) })} />,
      };
    }),
  ];
}
