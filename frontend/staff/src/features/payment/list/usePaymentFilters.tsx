import { useQuery } from "@tanstack/react-query";
import { range } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { unionOf } from "../../../queries/organization";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import { DateRangeEditor } from "../../../ui/filter/editors";
import type { Filter } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { OrgFilter } from "../../../ui/tree/OrgFilter";

import type { PaymentSearch } from "../search";

/** The tokens above the payments: where, what became of them, when they were paid, out of what and for what. */
export function usePaymentFilters(search: PaymentSearch, set: (change: Partial<PaymentSearch>) => void): Filter[] {
  const { t } = useTranslation();
  const choices = {
    state: useDictionary("payment_state").choices,
    way: useDictionary("payment_way").choices,
    source: useDictionary("fund_source").choices,
    program_kind: useDictionary("program_kind").choices,
    category: useDictionary("hardship_category").choices,
  };
  const union = useQuery(unionOf(search.under_id)).data?.name;
  const choice = (key: keyof typeof choices, rare = false): Filter =>
    choiceFilter({
      key,
      rare,
      label: t(`payment:filter.${key}`),
      choices: choices[key],
      value: search[key],
      comma: t("ui:comma"),
      onChange: (value) => set({ [key]: value }),
    });
  const [from, to] = (search.paid ?? "").split("~");
  return [
    {
      key: "under_id",
      label: t("payment:filter.under_id"),
      value: search.under_id && (union ?? "…"),
      onClear: () => set({ under_id: undefined }),
      editor: (close) => (
        <OrgFilter
          label={t("payment:filter.under_id")}
          selected={search.under_id ?? null}
          onPick={(org) => {
            set({ under_id: org.id });
            close();
          }}
        />
      ),
    },
    choice("state"),
    {
      key: "paid",
      label: t("payment:filter.paid"),
      value: from || to ? range(from, to) : undefined,
      onClear: () => set({ paid: undefined }),
      editor: (close) => (
        <DateRangeEditor
          value={{ from: from || undefined, to: to || undefined }}
          onChange={(next) => {
            set({ paid: next.from || next.to ? `${next.from ?? ""}~${next.to ?? ""}` : undefined });
            close();
          }}
        />
      ),
    },
    choice("way", true),
    choice("source", true),
    choice("program_kind", true),
    choice("category", true),
  ];
}
