import { Link } from "@tanstack/react-router";
import type { ReturnTripItem } from "@unionhome/client/model";
import { listReturnTrips } from "@unionhome/client/return-trips";
import { count, moment, yuan } from "@unionhome/words";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import { FilterBar } from "../../../ui/filter/FilterBar";
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
import { TRIP_MARKS, TRIPS } from "../data";
import { type TripSearch, tripsAsked } from "../search";
import styles from "../trip.module.css";
import { useSeasonFilter } from "./useSeasonFilter";

interface TripsProps {
  head: ReactNode;
  search: TripSearch;
  onSet(change: Partial<TripSearch>): void;
  onOpen(id: string): void;
}

/** What a saved view keeps of the address. */
const VIEW_KEYS = ["year", "province", "status"] as const;
const rowKey = (row: ReturnTripItem) => row.id;

/** Trains and coaches, the next to depart in front. */
export function Trips({ head, search, onSet, onOpen }: TripsProps) {
  const { t } = useTranslation();
  const [current, setCurrent] = useState<string | null>(null);
  const table = useTable("return-trips", useColumns());
  const provinces = useDictionary("province");
  const states = useDictionary("trip_state");
  const asked = tripsAsked(search);
  const list = useList<ReturnTripItem>({
    id: TRIPS,
    filters: { of: "trips", ...asked },
    load: (place, signal) => listReturnTrips({ ...asked, ...place }, { signal }),
  });
  const season = useSeasonFilter(search.year, (year) => onSet({ year }));
  const filters = [
    season,
    choiceFilter({
      key: "province",
      label: t("trip:trip.province"),
      choices: provinces.choices,
      value: search.province,
      comma: t("ui:comma"),
      onChange: (province) => onSet({ province }),
    }),
    choiceFilter({
      key: "state",
      label: t("trip:trip.state"),
      choices: states.choices,
      value: search.status,
      comma: t("ui:comma"),
      onChange: (status) => onSet({ status }),
    }),
  ];
  const narrowed = search.province !== undefined || search.status !== undefined;
  return (
    <ListPage
      head={head}
      filters={
        <FilterBar
          filters={filters}
          tools={
            <>
              <SavedViews
                noun="return-trips"
                search={search}
                keys={VIEW_KEYS}
                onShow={onSet}
                count={async (query, signal) =>
                  (await listReturnTrips({ ...tripsAsked(query), limit: 1, with_total: true }, { signal })).total
                }
              />
              <TableTools
                table={table}
                list={{
                  noun: "return_trips",
                  query: asked,
                  total: list.pager.total,
                  unit: t("trip:unit.trip"),
                  filters,
                }}
              />
            </>
          }
        />
      }
    >
      <DataTable
        label={t("trip:view.trips")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onOpen={(row) => onOpen(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t(narrowed ? "trip:trip.none_fits" : "trip:trip.none")}</Empty>}
        pager={{ ...list.pager, unit: t("trip:unit.trip") }}
      />
    </ListPage>
  );
}

function useColumns(): readonly Column<ReturnTripItem>[] {
  const { t } = useTranslation();
  const provinces = useDictionary("province");
  const ways = useDictionary("travel_way");
  const states = useDictionary("trip_state");
  return useMemo(
    () => [
      {
        key: "name",
        title: t("trip:trip.name"),
        min: 150,
        lead: true,
        cell: (row) => (
          <Link className={styles.name} to="/return-trips/$id" params={{ id: row.id }} search={{}} title={row.name}>
            {row.name}
          </Link>
        ),
      },
      { key: "number", title: t("trip:trip.number"), width: 104, cell: (row) => row.number || "—" },
      { key: "way", title: t("trip:trip.way"), width: 84, cell: (row) => ways.label(row.way) },
      { key: "departs", title: t("trip:trip.departs"), width: 136, cell: (row) => moment(row.departs_at) },
      { key: "from", title: t("trip:trip.from"), width: 92, cell: (row) => row.from_place },
      { key: "province", title: t("trip:trip.province"), width: 72, cell: (row) => provinces.label(row.province) },
      { key: "place", title: t("trip:trip.place"), width: 80, cell: (row) => row.place },
      { key: "seats", title: t("trip:trip.seats"), width: 64, align: "end", cell: (row) => count(row.seats) },
      { key: "allotted", title: t("trip:trip.allotted"), width: 72, align: "end", cell: (row) => count(row.allotted) },
      {
        key: "travelled",
        title: t("trip:trip.travelled"),
        width: 72,
        align: "end",
        cell: (row) => (row.travelled === null ? "—" : count(row.travelled)),
      },
      {
        key: "ticket",
        title: t("trip:trip.ticket"),
        width: 96,
        align: "end",
        cell: (row) => yuan(row.ticket_fen),
      },
      {
        key: "state",
        title: t("trip:trip.state"),
        width: 112,
        cell: (row) => <Status mark={TRIP_MARKS[row.state] ?? "settled"}>{states.label(row.state)}</Status>,
      },
      { key: "carrier", title: t("trip:trip.carrier"), width: 130, extra: true, cell: (row) => row.carrier || "—" },
      {
        key: "subsidy",
        title: t("trip:trip.subsidy"),
        width: 120,
        align: "end",
        extra: true,
        cell: (row) => yuan(row.subsidy_fen),
      },
      {
        key: "organization",
        title: t("trip:trip.organization"),
        width: 150,
        extra: true,
        cell: (row) => row.organization_name,
      },
      { key: "reason", title: t("trip:trip.reason"), width: 150, extra: true, cell: (row) => row.reason || "—" },
      { key: "season", title: t("trip:trip.season"), width: 76, extra: true, cell: (row) => row.year },
      { key: "maker", title: t("trip:trip.maker"), width: 84, extra: true, cell: (row) => row.made_by_name || "—" },
    ],
    [t, provinces, ways, states],
  );
}
