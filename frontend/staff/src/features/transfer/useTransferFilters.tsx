import { useQuery } from "@tanstack/react-query";
import type { TransferItem } from "@unionhome/client/model";
import { listOrganizationDirectory } from "@unionhome/client/transfers";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { choiceFilter } from "../../ui/filter/choiceFilter";
import { ChoiceEditor, DateRangeEditor } from "../../ui/filter/editors";
import type { Filter } from "../../ui/filter/FilterBar";
import { SearchBox } from "../../ui/filter/SearchBox";
import { useDictionary } from "../../ui/page/dictionary";
import { requestedOf, type TransferSearch } from "./data";
import styles from "./transfer.module.css";

/** The filter tokens of the list, read from and written to the address. */
export function useTransferFilters(
  search: TransferSearch,
  rows: readonly TransferItem[] | undefined,
  onSearch: (part: TransferSearch) => void,
): Filter[] {
  const { t } = useTranslation();
  const forms = useDictionary("transfer_form");
  const reasons = useDictionary("transfer_reason");
  const { from, to } = requestedOf(search);
  return [
    {
      key: "other",
      label: t("transfer:filter.other"),
      value: search.other && (nameIn(rows, search.other) ?? t("transfer:filter.chosen")),
      onClear: () => onSearch({ other: undefined }),
      editor: (close) => (
        <OtherUnion
          onPick={(other) => {
            onSearch({ other });
            close();
          }}
        />
      ),
    },
    {
      key: "requested",
      label: t("transfer:field.requested_at"),
      value: search.requested && `${from ?? ""} ~ ${to ?? ""}`.trim(),
      onClear: () => onSearch({ requested: undefined }),
      editor: () => (
        <DateRangeEditor
          value={{ from, to }}
          onChange={(next) =>
            onSearch({ requested: next.from || next.to ? `${next.from ?? ""}~${next.to ?? ""}` : undefined })
          }
        />
      ),
    },
    ...(["form", "reason"] as const).map((key) =>
      choiceFilter({
        key,
        label: t(`transfer:field.${key}`),
        choices: { form: forms, reason: reasons }[key].choices,
        value: search[key],
        comma: t("ui:comma"),
        onChange: (value) => onSearch({ [key]: value }),
      }),
    ),
  ];
}

/** What the rows call a union: it may lie outside the reader's own tree. */
function nameIn(rows: readonly TransferItem[] | undefined, id: string): string | undefined {
  const ends = rows?.flatMap((row) => [row.from_organization, row.to_organization]);
  return ends?.find((end) => end?.id === id)?.name;
}

/** Any living basic union of the city, by a part of its name. */
function OtherUnion({ onPick }: { onPick(id: string): void }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const found = useQuery({
    queryKey: ["organizations", "directory", text],
    queryFn: ({ signal }) => listOrganizationDirectory({ q: text, limit: 20 }, { signal }),
    enabled: text !== "",
  }).data;
  const choices = found?.items.map((one) => ({
    value: one.id,
    label: one.county_name ? `${one.name}　${one.county_name}` : one.name,
  }));
  return (
    <div className={styles.other}>
      <SearchBox value={text} placeholder={t("transfer:filter.other_hint")} onChange={(next) => setText(next.trim())} />
      {choices && <ChoiceEditor choices={choices} value={[]} onChange={(next) => next[0] && onPick(next[0])} />}
    </div>
  );
}
