import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { unionOf } from "../../../queries/organization";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import type { Filter } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { OrgFilter } from "../../../ui/tree/OrgFilter";
import { plansToChoose } from "../data";
import type { ViewProps } from "./view";

type Key = "plan_id" | "under_id" | "status" | "kind" | "state" | "claim" | "ending" | "below";

/** The filters that the views share, by their names in the address. */
export function useMutualFilters({ search, onSearch }: ViewProps): (keys: readonly Key[]) => Filter[] {
  const { t } = useTranslation();
  const plans = useQuery(plansToChoose(false)).data?.items ?? [];
  const union = useQuery(unionOf(search.under_id)).data?.name;
  const choices = {
    plan_id: plans.map((each) => ({ value: each.id, label: each.name })),
    status: useDictionary("protection_plan_status").choices,
    kind: useDictionary("protection_kind").choices,
    state: useDictionary("enrolment_state").choices,
    claim: useDictionary("claim_status").choices,
    ending: [{ value: "yes", label: t("protection:filter.ending_yes") }],
    below: (["yes", "no"] as const).map((value) => ({ value, label: t(`protection:filter.below_${value}`) })),
  };
  const place: Filter = {
    key: "under_id",
    label: t("protection:filter.under_id"),
    value: search.under_id && (union ?? "…"),
    onClear: () => onSearch({ under_id: undefined }),
    editor: (close) => (
      <OrgFilter
        label={t("protection:filter.under_id")}
        selected={search.under_id ?? null}
        onPick={(org) => {
          onSearch({ under_id: org.id });
          close();
        }}
      />
    ),
  };
  return (keys) =>
    keys.map((key) =>
      key === "under_id"
        ? place
        : choiceFilter({
            key,
            label: t(`protection:filter.${key}`),
            choices: choices[key],
            value: search[key],
            single: key !== "kind" && key !== "state" && key !== "claim" && key !== "status",
            comma: t("ui:comma"),
            onChange: (value) => onSearch({ [key]: value }),
          }),
    );
}
