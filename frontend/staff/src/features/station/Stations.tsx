import { useNavigate } from "@tanstack/react-router";
import { listAidStations } from "@unionhome/client/aid-stations";
import type { AidStationItem, AidStationState } from "@unionhome/client/model";
import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useUnionName } from "../../queries/organization";
import { Button } from "../../ui/button/Button";
import { choiceFilter } from "../../ui/filter/choiceFilter";
import { type Filter, FilterBar } from "../../ui/filter/FilterBar";
import { useDictionary } from "../../ui/page/dictionary";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { Status } from "../../ui/status/Status";
import type { Column } from "../../ui/table/columns";
import { DataTable } from "../../ui/table/DataTable";
import { Empty } from "../../ui/table/Empty";
import { ListPage } from "../../ui/table/ListPage";
import { TableTools } from "../../ui/table/TableTools";
import { useList } from "../../ui/table/useList";
import { useTable } from "../../ui/table/useTable";
import { OrgFilter } from "../../ui/tree/OrgFilter";
import { SavedViews } from "../../ui/view/SavedViews";
import { MARKS, STATIONS } from "./data";
import { StationDrawer } from "./StationDrawer";
import { askedOf, type StationSearch } from "./search";
import styles from "./station.module.css";

/** What a saved view keeps of the address. */
const VIEW_KEYS = ["view", "q", "under_id", "kind", "state", "service"] as const;

const rowKey = (row: AidStationItem) => row.id;

/** Every place of the network in the order of the tree: where it is, whom to call, what is done there. */
export function Stations({ head, search }: { head: ReactNode; search: StationSearch }) {
  const { t } = useTranslation();
  const go = useNavigate({ from: "/aid/stations" });
  const set = (change: Partial<StationSearch>) =>
    void go({ search: (before: StationSearch) => ({ ...before, ...change }), replace: true });
  const look = useCallback(
    (id: string | undefined) =>
      void go({ search: (before: StationSearch) => ({ ...before, look: id }), replace: true }),
    [go],
  );
  const table = useTable("aid-stations", useColumns(look));
  const filters = useFilters(search, set);
  const [current, setCurrent] = useState<string | null>(search.look ?? null);
  // A click points and looks in one event, before the state of the pointing is there.
  const pointed = useRef(current);
  const asked = askedOf(search);
  const list = useList<AidStationItem>({
    id: STATIONS,
    filters: asked,
    load: (place, signal) => listAidStations({ ...asked, ...place }, { signal }),
  });
  const narrowed = search.q !== undefined || filters.some((filter) => filter.value !== undefined);
  const index = list.rows?.findIndex((row) => row.id === search.look) ?? -1;
  return (
    <ListPage
      head={head}
      filters={
        <FilterBar
          search={{
            value: search.q ?? "",
            placeholder: t("station:list.search"),
            onChange: (q) => set({ q: q || undefined }),
          }}
          filters={filters}
          tools={
            <>
              <SavedViews
                noun="aid-stations"
                search={search}
                keys={VIEW_KEYS}
                onShow={set}
                count={async (query, signal) =>
                  (await listAidStations({ ...askedOf(query), limit: 1, with_total: true }, { signal })).total
                }
              />
              <TableTools
                table={table}
                list={{
                  noun: "aid_stations",
                  query: asked,
                  total: list.pager.total,
                  unit: t("station:unit"),
                  filters,
                  search: search.q,
                }}
              />
            </>
          }
        />
      }
      drawer={
        search.look && (
          <StationDrawer
            id={search.look}
            place={index >= 0 ? t("station:list.place", { at: index + 1, of: list.rows?.length ?? 0 }) : undefined}
            onBack={index > 0 ? () => look(list.rows?.[index - 1]?.id) : undefined}
            onNext={index >= 0 && list.rows?.[index + 1] ? () => look(list.rows?.[index + 1]?.id) : undefined}
            onClose={() => look(undefined)}
          />
        )
      }
    >
      <DataTable
        label={t("station:nav")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={(key) => {
          setCurrent(key);
          pointed.current = key;
          if (search.look && key) look(key);
        }}
        onLook={() => pointed.current && look(pointed.current)}
        onOpen={(row) => look(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={
          <Empty
            verb={
              narrowed && (
                <Button kind="text" onClick={() => void go({ search: {}, replace: true })}>
                  {t("station:list.clear")}
                </Button>
              )
            }
          >
            {t(narrowed ? "station:list.none_fits" : "station:list.none")}
          </Empty>
        }
        pager={{ ...list.pager, unit: t("station:unit") }}
      />
    </ListPage>
  );
}

function useFilters(search: StationSearch, onSearch: (change: Partial<StationSearch>) => void): Filter[] {
  const { t } = useTranslation();
  const kinds = useDictionary("aid_station_kind");
  const services = useDictionary("aid_service");
  const states = useDictionary("aid_station_state");
  const place = search.organization_id ? "organization_id" : "under_id";
  const name = useUnionName(search[place]);
  const choices = { kind: kinds, service: services };
  return [
    {
      key: place,
      label: t(`station:filter.${place}`),
      value: search[place] && (name ?? "…"),
      onClear: () => onSearch({ [place]: undefined }),
      editor: (close) => (
        <OrgFilter
          label={t(`station:filter.${place}`)}
          selected={search[place] ?? null}
          onPick={(org) => {
            onSearch({ [place]: org.id });
            close();
          }}
        />
      ),
    },
    ...(["kind", "service"] as const).map((key) =>
      choiceFilter({
        key,
        label: t(`station:filter.${key}`),
        choices: choices[key].choices,
        value: search[key],
        comma: t("ui:comma"),
        onChange: (value) => onSearch({ [key]: value }),
      }),
    ),
    choiceFilter({
      key: "state",
      label: t("station:filter.state"),
      choices: states.choices,
      value: search.state,
      single: true,
      comma: t("ui:comma"),
      onChange: (value) => onSearch({ state: value as AidStationState | undefined }),
    }),
  ];
}

function useColumns(onLook: (id: string) => void): readonly Column<AidStationItem>[] {
  const { t } = useTranslation();
  const kinds = useDictionary("aid_station_kind");
  const services = useDictionary("aid_service");
  const states = useDictionary("aid_station_state");
  const endings = useDictionary("organization_status");
  return useMemo(() => {
    const cut = (text: string) => (
      <span className="ink-2" title={text}>
        {text}
      </span>
    );
    return [
      {
        key: "name",
        title: t("station:column.name"),
        min: 190,
        lead: true,
        cell: (row) => (
          <button type="button" className={styles.name} title={row.name} translate="no" onClick={() => onLook(row.id)}>
            {row.name}
          </button>
        ),
      },
      { key: "kind", title: t("station:column.kind"), width: 84, cell: (row) => kinds.label(row.kind) },
      {
        key: "organization",
        title: t("station:column.organization"),
        min: 130,
        cell: (row) => cut(row.organization_name),
      },
      { key: "address", title: t("station:column.address"), min: 150, cell: (row) => cut(row.address) },
      { key: "phone", title: t("station:column.phone"), width: 118, cell: (row) => row.phone },
      { key: "hours", title: t("station:column.hours"), width: 158, cell: (row) => cut(row.hours || "—") },
      { key: "head", title: t("station:column.head"), width: 76, cell: (row) => row.head || "—" },
      {
        key: "services",
        title: t("station:column.services"),
        min: 150,
        cell: (row) => cut(row.services.map(services.label).join(t("ui:comma"))),
      },
      {
        key: "staff",
        title: t("station:column.staff"),
        width: 84,
        align: "end",
        extra: true,
        cell: (row) => row.staff,
      },
      { key: "opened", title: t("station:column.opened"), width: 104, extra: true, cell: (row) => row.opened_on },
      {
        key: "state",
        title: t("station:column.state"),
        width: 84,
        cell: (row) => <Status mark={MARKS[row.state]}>{states.label(row.state)}</Status>,
      },
      {
        key: "closed",
        title: t("station:column.closed"),
        width: 104,
        extra: true,
        cell: (row) => row.closed_on ?? "—",
      },
      {
        key: "close_reason",
        title: t("station:column.close_reason"),
        min: 130,
        extra: true,
        cell: (row) => cut(endings.label(row.close_reason) || "—"),
      },
    ];
  }, [t, kinds, services, states, endings, onLook]);
}
