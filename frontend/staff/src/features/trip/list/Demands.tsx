import type { TripDemandItem } from "@unionhome/client/model";
import { listTripDemands } from "@unionhome/client/return-trips";
import { count, range } from "@unionhome/words";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import { DateRangeEditor } from "../../../ui/filter/editors";
import { type Filter, FilterBar } from "../../../ui/filter/FilterBar";
import { endsOf, spanOf } from "../../../ui/filter/params";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { ListPage } from "../../../ui/table/ListPage";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { SavedViews } from "../../../ui/view/SavedViews";
import { DEMAND_MARKS, TRIPS } from "../data";
import { demandsAsked, type TripSearch } from "../search";
import styles from "../trip.module.css";
import { DemandDialog } from "./DemandDialog";
import { useSeasonFilter } from "./useSeasonFilter";

interface DemandsProps {
  head: ReactNode;
  search: TripSearch;
  onSet(change: Partial<TripSearch>): void;
}

/** What a saved view keeps of the address. */
const VIEW_KEYS = ["year", "under_id", "province", "way", "state", "days"] as const;
const rowKey = (row: TripDemandItem) => row.id;

/** What unions ask for, those that travel first in front. */
export function Demands({ head, search, onSet }: DemandsProps) {
  const { t } = useTranslation();
  const [current, setCurrent] = useState<string | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const table = useTable("trip-demands", useColumns(setOpened));
  const asked = demandsAsked(search);
  const list = useList<TripDemandItem>({
    id: TRIPS,
    filters: { of: "demands", ...asked },
    load: (place, signal) => listTripDemands({ ...asked, ...place }, { signal }),
  });
  const filters = useFilters(search, onSet);
  const narrowed = [search.province, search.way, search.state, search.days, search.under_id].some(Boolean);
  return (
    <ListPage
      head={head}
      filters={
        <FilterBar
          filters={filters}
          tools={
            <>
              <SavedViews
                noun="trip-demands"
                search={search}
                keys={VIEW_KEYS}
                onShow={onSet}
                count={async (query, signal) =>
                  (await listTripDemands({ ...demandsAsked(query), limit: 1, with_total: true }, { signal })).total
                }
              />
              <TableTools
                table={table}
                list={{
                  noun: "trip_demands",
                  query: asked,
                  total: list.pager.total,
                  unit: t("trip:unit.demand"),
                  filters,
                }}
              />
            </>
          }
        />
      }
    >
      <DataTable
        label={t("trip:view.demands")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onOpen={(row) => setOpened(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t(narrowed ? "trip:demand.none_fits" : "trip:demand.none")}</Empty>}
        pager={{ ...list.pager, unit: t("trip:unit.demand") }}
      />
      {opened && <DemandDialog id={opened} onClose={() => setOpened(null)} />}
    </ListPage>
  );
}

function useFilters(search: TripSearch, onSet: (change: Partial<TripSearch>) => void): Filter[] {
  const { t } = useTranslation();
  const season = useSeasonFilter(search.year, (year) => onSet({ year }));
  const choices = {
    province: useDictionary("province").choices,
    way: useDictionary("travel_way").choices,
    state: useDictionary("demand_state").choices,
  };
  const chosen = (["province", "way", "state"] as const).map((key) =>
    choiceFilter({
      key,
      label: t(`trip:demand.${key}`),
      choices: choices[key],
      value: search[key],
      comma: t("ui:comma"),
      onChange: (value) => onSet({ [key]: value }),
    }),
  );
  const ends = endsOf(search.days);
  const days: Filter = {
    key: "days",
    label: t("trip:demand.day"),
    value: search.days && range(ends.from, ends.to),
    onClear: () => onSet({ days: undefined }),
    editor: () => <DateRangeEditor value={ends} onChange={(next) => onSet({ days: spanOf(next) })} />,
  };
  return [season, ...chosen, days];
}

function useColumns(onOpen: (id: string) => void): readonly Column<TripDemandItem>[] {
  const { t } = useTranslation();
  const provinces = useDictionary("province");
  const ways = useDictionary("travel_way");
  const states = useDictionary("demand_state");
  return useMemo(
    () => [
      {
        key: "place",
        title: t("trip:demand.place"),
        width: 104,
        lead: true,
        cell: (row) => (
          <button type="button" className={styles.open} onClick={() => onOpen(row.id)}>
            {row.place}
          </button>
        ),
      },
      { key: "province", title: t("trip:demand.province"), width: 84, cell: (row) => provinces.label(row.province) },
      { key: "day", title: t("trip:demand.day"), width: 108, cell: (row) => row.travel_on },
      { key: "way", title: t("trip:demand.way"), width: 96, cell: (row) => ways.label(row.way) },
      { key: "people", title: t("trip:demand.people"), width: 88, align: "end", cell: (row) => count(row.people) },
      {
        key: "allotted",
        title: t("trip:demand.allotted"),
        width: 88,
        align: "end",
        cell: (row) => seatsOf(row, row.allotted),
      },
      {
        key: "confirmed",
        title: t("trip:demand.confirmed"),
        width: 80,
        align: "end",
        cell: (row) => seatsOf(row, row.confirmed),
      },
      {
        key: "travelled",
        title: t("trip:demand.travelled"),
        width: 80,
        align: "end",
        cell: (row) => seatsOf(row, row.travelled),
      },
      {
        key: "state",
        title: t("trip:demand.state"),
        width: 112,
        cell: (row) => <Status mark={markOf(row)}>{states.label(row.state)}</Status>,
      },
      {
        key: "organization",
        title: t("trip:demand.organization"),
        min: 180,
        cell: (row) => (
          <span className="ink-2" title={row.organization_name} translate="no">
            {row.organization_name}
          </span>
        ),
      },
      { key: "note", title: t("trip:demand.note"), width: 160, extra: true, cell: (row) => row.note || "—" },
      { key: "origin", title: t("trip:demand.origin"), width: 160, extra: true, cell: (row) => row.origin_name || "—" },
      { key: "season", title: t("trip:demand.season"), width: 76, extra: true, cell: (row) => row.year },
      { key: "maker", title: t("trip:demand.maker"), width: 84, extra: true, cell: (row) => row.made_by_name || "—" },
    ],
    [t, provinces, ways, states, onOpen],
  );
}

/** Seats that are all given and not all sure are on their way still. */
const markOf = (row: TripDemandItem) =>
  row.state === "seated" && row.confirmed < row.people ? "running" : (DEMAND_MARKS[row.state] ?? "settled");

/** Whoever drives has no seats to count. */
const seatsOf = (row: TripDemandItem, seats: number) => (row.state === "driving" ? "—" : count(seats));
