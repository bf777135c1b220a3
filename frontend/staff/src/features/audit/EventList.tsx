import { listAuditEvents } from "@unionhome/client/audit";
import type { AuditEventItem, ListAuditEventsParams } from "@unionhome/client/model";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { FilterBar } from "../../ui/filter/FilterBar";
import { wordsOf } from "../../ui/filter/params";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import type { Column } from "../../ui/table/columns";
import { DataTable } from "../../ui/table/DataTable";
import { Empty } from "../../ui/table/Empty";
import { TableTools } from "../../ui/table/TableTools";
import { useList } from "../../ui/table/useList";
import { useTable } from "../../ui/table/useTable";
import { SavedViews } from "../../ui/view/SavedViews";
import styles from "./audit.module.css";
import { EventDrawer } from "./EventDrawer";
import { type AuditSearch, beginOf, endOf, sought } from "./search";
import { useAuditFilters } from "./useAuditFilters";

/** What a saved view keeps of the address. */
const VIEW_KEYS = ["actor", "name", "object", "kind", "event", "org", "from", "to", "request", "address"] as const;

interface EventListProps {
  search: AuditSearch;
  set(next: AuditSearch): void;
}

/** What happened in the subtree, the newest first. */
export function EventList({ search, set }: EventListProps) {
  const { t } = useTranslation();
  const change = (part: AuditSearch) => set({ ...search, ...part });
  const asked: ListAuditEventsParams = {
    actor_id: search.actor,
    actor_name: search.name,
    object_id: search.object,
    object_kind: search.kind,
    event: search.event ? wordsOf(search.event) : undefined,
    under_id: search.org,
    since: search.from && beginOf(search.from),
    until: search.to && endOf(search.to),
    request_id: search.request,
    address: search.address,
  };
  const list = useList<AuditEventItem>({
    id: "audit",
    filters: asked,
    load: (place, signal) => listAuditEvents({ ...asked, ...place }, { signal }),
  });
  const table = useTable("audit", useColumns());
  // Names of people and records that the address holds by id come from the rows themselves.
  const filters = useAuditFilters(search, change, list.rows);
  const [current, setCurrent] = useState<string | null>(null);
  const [looking, setLooking] = useState(false);
  const at = list.rows?.findIndex((row) => row.id === current) ?? -1;
  const shown = list.rows?.[at];
  const narrowed = Object.values(search).some((value) => value !== undefined);
  return (
    <>
      <div className={styles.list}>
        <FilterBar
          search={{
            value: search.name ?? search.request ?? search.address ?? "",
            placeholder: t("audit:events.search"),
            onChange: (text) => change(sought(text)),
          }}
          filters={filters}
          tools={
            <>
              <SavedViews noun="audit" search={search} keys={VIEW_KEYS} onShow={change} />
              <TableTools
                table={table}
                list={{
                  noun: "audit",
                  query: asked,
                  total: list.pager.total,
                  unit: t("audit:unit"),
                  filters,
                  search: search.name ?? search.request ?? search.address,
                }}
              />
            </>
          }
        />
        <DataTable
          label={t("audit:events.title")}
          table={table}
          rows={list.rows}
          rowKey={rowKey}
          current={current}
          onCurrent={setCurrent}
          onLook={() => setLooking(true)}
          onOpen={() => setLooking(true)}
          problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
          empty={
            <Empty
              verb={
                narrowed && (
                  <Button kind="text" onClick={() => set({})}>
                    {t("audit:clear")}
                  </Button>
                )
              }
            >
              {t(narrowed ? "audit:events.none_fits" : "audit:events.none")}
            </Empty>
          }
          pager={{ ...list.pager, unit: t("audit:unit") }}
        />
      </div>
      {looking && shown && (
        <EventDrawer
          key={shown.id}
          event={shown}
          place={t("audit:place", { at: at + 1, of: list.rows?.length ?? 0 })}
          onBack={at > 0 ? () => setCurrent(list.rows?.[at - 1]?.id ?? null) : undefined}
          onNext={list.rows?.[at + 1] ? () => setCurrent(list.rows?.[at + 1]?.id ?? null) : undefined}
          onClose={() => setLooking(false)}
          onFilter={(part) => {
            setLooking(false);
            set(part);
          }}
        />
      )}
    </>
  );
}

const rowKey = (row: AuditEventItem) => row.id;

/** "2026-11-20 09:05:03": a record is told to the second. */
export const instant = (at: string): string => at.slice(0, 19).replace("T", " ");

function useColumns(): Column<AuditEventItem>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { key: "at", title: t("audit:column.at"), width: 150, lead: true, cell: (row) => instant(row.at) },
      {
        key: "actor",
        title: t("audit:column.actor"),
        width: 84,
        cell: (row) => row.actor_name || t("audit:events.system"),
      },
      {
        key: "sentence",
        title: t("audit:column.sentence"),
        min: 220,
        cell: (row) => <b title={row.sentence}>{row.sentence}</b>,
      },
      {
        key: "facts",
        title: t("audit:column.facts"),
        min: 200,
        cell: (row) => <span className="ink-2">{summary(row)}</span>,
      },
      {
        key: "union",
        title: t("audit:column.union"),
        width: 168,
        cell: (row) => <span className="ink-2">{row.organization_name ?? "—"}</span>,
      },
      { key: "address", title: t("audit:column.address"), width: 112, cell: (row) => row.address || "—" },
      { key: "request", title: t("audit:column.request"), width: 150, extra: true, cell: (row) => row.request_id },
      {
        key: "sealed",
        title: t("audit:column.sealed"),
        width: 72,
        cell: (row) =>
          row.sealed ? (
            <span className="ink-3">{t("audit:events.sealed")}</span>
          ) : (
            <span className="warn">{t("audit:events.unsealed")}</span>
          ),
      },
    ],
    [t],
  );
}

/** A nought, or an id that nobody may put a name to, is for the drawer: in a line it would push everything else out. */
const ASIDE = /^(0|[0-9a-f]{8}-[0-9a-f-]{27})$/;

/** The facts in one line: what changed before what is said. */
const summary = (row: AuditEventItem): string =>
  row.told
    .filter((one) => one.before !== null || !ASIDE.test(one.after))
    .map((one) => `${one.label} ${one.before === null ? "" : `${one.before} → `}${one.after}`)
    .join("; ");
