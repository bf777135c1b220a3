import type { AuditEventItem } from "@unionhome/client/model";
import { range } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useUnionName } from "../../queries/organization";
import { ChoiceEditor, DateRangeEditor } from "../../ui/filter/editors";
import type { Filter } from "../../ui/filter/FilterBar";
import { joined, wordsOf } from "../../ui/filter/params";
import { useDictionary } from "../../ui/page/dictionary";
import { useAccess } from "../../ui/page/person";
import { OrgFilter } from "../../ui/tree/OrgFilter";
import type { AuditSearch } from "./search";

/** The tokens above the record: when, what, about what, who, where. */
export function useAuditFilters(
  search: AuditSearch,
  change: (part: AuditSearch) => void,
  rows: readonly AuditEventItem[] | undefined,
): Filter[] {
  const { t } = useTranslation();
  const happenings = useDictionary("audit_event_kind");
  const kinds = useDictionary("audit_object_kind");
  const may = useAccess();
  const place = useUnionName(search.org);
  const actors = new Map(rows?.map((row) => [row.actor_id, row.actor_name]));
  const events = wordsOf(search.event);
  const filters: Filter[] = [
    {
      key: "days",
      label: t("audit:column.at"),
      value: search.from || search.to ? range(search.from, search.to) : undefined,
      onClear: () => change({ from: undefined, to: undefined }),
      editor: (close) => (
        <DateRangeEditor
          value={{ from: search.from, to: search.to }}
          onChange={({ from, to }) => {
            change({ from, to });
            close();
          }}
        />
      ),
    },
    {
      key: "event",
      label: t("audit:column.event"),
      value: events.length > 0 ? events.map(happenings.label).join(", ") : undefined,
      onClear: () => change({ event: undefined }),
      editor: () => (
        <ChoiceEditor
          choices={happenings.choices}
          value={events}
          onChange={(picked) => change({ event: joined(picked) })}
        />
      ),
    },
    {
      key: "kind",
      label: t("audit:column.kind"),
      value: search.kind && kinds.label(search.kind),
      onClear: () => change({ kind: undefined, object: undefined }),
      editor: (close) => (
        <ChoiceEditor
          choices={kinds.choices}
          value={search.kind ? [search.kind] : []}
          onChange={(picked) => {
            change({ kind: picked.at(-1) });
            close();
          }}
        />
      ),
    },
    {
      key: "actor",
      label: t("audit:column.actor"),
      value: search.actor && (actors.get(search.actor) ?? "…"),
      onClear: () => change({ actor: undefined }),
      editor: (close) => (
        <ChoiceEditor
          choices={[...actors]
            .filter(([id]) => id !== null)
            .map(([id, name]) => ({ value: id as string, label: name }))}
          value={search.actor ? [search.actor] : []}
          onChange={(picked) => {
            change({ actor: picked.at(-1) });
            close();
          }}
        />
      ),
    },
  ];
  if (search.object)
    filters.push({
      key: "object",
      label: t("audit:column.object"),
      value: search.object.slice(-8),
      onClear: () => change({ object: undefined }),
      editor: () => null,
    });
  // The tree is for those who may read unions; an audit administrator of the city sees all of it anyway.
  if (may.seeOrganizations)
    filters.push({
      key: "org",
      label: t("audit:column.union"),
      value: search.org && (place ?? "…"),
      onClear: () => change({ org: undefined }),
      editor: (close) => (
        <OrgFilter
          label={t("audit:column.union")}
          selected={search.org ?? null}
          onPick={(org) => {
            change({ org: org.id });
            close();
          }}
        />
      ),
    });
  return filters;
}
