import { Link } from "@tanstack/react-router";
import { listClients } from "@unionhome/client/clients";
import type { ClientItem, ListClientsParams } from "@unionhome/client/model";
import { count, MISSING, moment } from "@unionhome/words";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import { FilterBar } from "../../../ui/filter/FilterBar";
import { wordsOf } from "../../../ui/filter/params";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { CLIENTS, markOf } from "../data";
import styles from "../integration.module.css";
import type { OpenSearch } from "../search";
import { ClientDrawer } from "./ClientDrawer";

interface ClientListProps {
  search: OpenSearch;
  set(next: OpenSearch): void;
}

/** Systems that may pull figures of the subtree. */
export function ClientList({ search, set }: ClientListProps) {
  const { t } = useTranslation();
  const states = useDictionary("client_state");
  const asked = { q: search.q, state: search.state ? wordsOf(search.state) : undefined } as ListClientsParams;
  const list = useList<ClientItem>({
    id: CLIENTS,
    filters: asked,
    load: (place, signal) => listClients({ ...asked, ...place }, { signal }),
  });
  const [current, setCurrent] = useState<string | null>(null);
  const [looking, setLooking] = useState(false);
  const open = (id: string) => {
    setCurrent(id);
    setLooking(true);
  };
  const table = useTable("clients", useColumns(open));
  const at = list.rows?.findIndex((row) => row.id === current) ?? -1;
  const narrowed = search.q !== undefined || search.state !== undefined;
  return (
    <>
      <div className={styles.list}>
        <FilterBar
          search={{
            value: search.q ?? "",
            placeholder: t("integration:clients.search"),
            onChange: (q) => set({ ...search, q: q || undefined }),
          }}
          filters={[
            choiceFilter({
              key: "state",
              label: t("integration:column.state"),
              choices: states.choices,
              value: search.state,
              comma: t("ui:comma"),
              onChange: (state) => set({ ...search, state }),
            }),
          ]}
        />
        <DataTable
          label={t("integration:tab.clients")}
          table={table}
          rows={list.rows}
          rowKey={rowKey}
          current={current}
          onCurrent={setCurrent}
          onLook={() => setLooking(true)}
          onOpen={(row) => open(row.id)}
          problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
          empty={
            <Empty
              verb={
                narrowed && (
                  <Button kind="text" onClick={() => set({})}>
                    {t("integration:clear")}
                  </Button>
                )
              }
            >
              {t(narrowed ? "integration:clients.none_fits" : "integration:clients.none")}
            </Empty>
          }
          pager={{ ...list.pager, unit: t("integration:unit.clients") }}
        />
      </div>
      {looking && current && (
        <ClientDrawer
          key={current}
          id={current}
          place={t("integration:place", { at: at + 1, of: list.rows?.length ?? 0 })}
          onBack={at > 0 ? () => setCurrent(list.rows?.[at - 1]?.id ?? null) : undefined}
          onNext={list.rows?.[at + 1] ? () => setCurrent(list.rows?.[at + 1]?.id ?? null) : undefined}
          onClose={() => setLooking(false)}
        />
      )}
    </>
  );
}

const rowKey = (row: ClientItem) => row.id;

function useColumns(onLook: (id: string) => void): Column<ClientItem>[] {
  const { t } = useTranslation();
  const states = useDictionary("client_state");
  const look = useRef(onLook);
  look.current = onLook;
  return useMemo(
    () => [
      {
        key: "name",
        title: t("integration:column.name"),
        min: 160,
        lead: true,
        cell: (row) => (
          <button type="button" onClick={() => look.current(row.id)}>
            {row.name}
          </button>
        ),
      },
      { key: "holder", title: t("integration:column.holder"), width: 160, cell: (row) => row.holder },
      {
        key: "union",
        title: t("integration:column.union"),
        width: 168,
        cell: (row) => <span className="ink-2">{row.organization_name}</span>,
      },
      {
        key: "datasets",
        title: t("integration:column.datasets"),
        width: 88,
        align: "end",
        cell: (row) => count(row.datasets.length),
      },
      {
        key: "rate",
        title: t("integration:column.per_minute"),
        width: 96,
        align: "end",
        cell: (row) => count(row.per_minute),
      },
      { key: "until", title: t("integration:column.expires_on"), width: 104, cell: (row) => row.expires_on },
      {
        key: "pulled",
        title: t("integration:column.last_pulled_at"),
        width: 140,
        cell: (row) =>
          row.last_pulled_at ? (
            <Link to={"/open" as never} search={{ list: "log", client: row.id } as never}>
              {moment(row.last_pulled_at)}
            </Link>
          ) : (
            <span className="ink-3">{MISSING}</span>
          ),
      },
      {
        key: "state",
        title: t("integration:column.state"),
        width: 96,
        cell: (row) => <Status mark={markOf(row.state)}>{states.label(row.state)}</Status>,
      },
    ],
    [t, states],
  );
}
