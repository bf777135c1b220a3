import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { unionOf } from "../../../queries/organization";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import type { Filter } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { OrgFilter } from "../../../ui/tree/OrgFilter";

import { knownPrograms } from "../programs/data";
import { type CaseSearch, viewOf } from "./search";

const WAITS = ["3", "5", "10", "30"];

/** The filter tokens of the queue. */
export function useCaseFilters(search: CaseSearch, onSearch: (change: Partial<CaseSearch>) => void): Filter[] {
  const { t } = useTranslation();
  const programs = useQuery(knownPrograms).data?.items ?? [];
  const kinds = useDictionary("program_kind");
  const categories = useDictionary("hardship_category");
  const statuses = useDictionary("case_status");
  const outcomes = useDictionary("aid_outcome");
  const name = useQuery(unionOf(search.under_id)).data?.name;
  const comma = t("ui:comma");
  const fixed = ["notice", "to_pay"].includes(viewOf(search));
  return [
    choiceFilter({
      key: "program_id",
      label: t("aid:case.column.program"),
      choices: programs.map((one) => ({ value: one.id, label: one.name })),
      value: search.program_id,
      single: true,
      comma,
      onChange: (program_id) => onSearch({ program_id }),
    }),
    ...(fixed
      ? []
      : [
          choiceFilter({
            key: "status",
            label: t("aid:column.status"),
            choices: statuses.choices,
            value: search.status,
            comma,
            onChange: (status) => onSearch({ status }),
          }),
        ]),
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
    choiceFilter({
      key: "category",
      label: t("aid:filter.category"),
      choices: categories.choices,
      value: search.category,
      comma,
      onChange: (category) => onSearch({ category }),
    }),
    choiceFilter({
      key: "program_kind",
      label: t("aid:program.field.kind"),
      choices: kinds.choices,
      value: search.program_kind,
      comma,
      rare: true,
      onChange: (program_kind) => onSearch({ program_kind }),
    }),
    choiceFilter({
      key: "outcome",
      label: t("aid:case.column.outcome"),
      choices: outcomes.choices,
      value: search.outcome,
      comma,
      rare: true,
      onChange: (outcome) => onSearch({ outcome }),
    }),
    choiceFilter({
      key: "waiting_days",
      label: t("aid:case.waiting"),
      choices: WAITS.map((days) => ({ value: days, label: t("aid:case.days_or_more", { n: days }) })),
      value: search.waiting_days,
      single: true,
      comma,
      rare: true,
      onChange: (waiting_days) => onSearch({ waiting_days }),
    }),
  ];
}
