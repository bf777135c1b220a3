import { queryOptions, useQueryClient } from "@tanstack/react-query";
import type { DemandGrouping, DemandState, FittingDemand, TripState } from "@unionhome/client/model";
import { getReturnTrip, getTripDemand, listFittingDemands, summariseTripDemands } from "@unionhome/client/return-trips";
import { type MarkName, today } from "@unionhome/words";
import { useCallback } from "react";

/** Everything about going home begins with this, so that one call makes all of it fresh. */
export const TRIPS = "return-trips";
const MOST = 500;

export const oneDemand = (id: string) =>
  queryOptions({ queryKey: [TRIPS, "demand", id], queryFn: ({ signal }) => getTripDemand(id, { signal }) });

export const oneTrip = (id: string) =>
  queryOptions({ queryKey: [TRIPS, "trip", id], queryFn: ({ signal }) => getReturnTrip(id, { signal }) });

export const summaryOf = (by: DemandGrouping, year: number | undefined, under?: string) =>
  queryOptions({
    queryKey: [TRIPS, "summary", by, year, under],
    queryFn: ({ signal }) => summariseTripDemands({ by, year, under_id: under }, { signal }),
  });

/** All demands that a trip can serve, page after page. */
export const fitting = (id: string) =>
  queryOptions({
    queryKey: [TRIPS, "fitting", id],
    queryFn: async ({ signal }) => {
      const found: FittingDemand[] = [];
      let cursor: string | undefined;
      do {
        const page = await listFittingDemands(id, { limit: MOST, cursor }, { signal });
        found.push(...page.items);
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      return found;
    },
  });

/** After a change: demands, sums and trips are read anew. */
export function useTripsMoved(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(() => queries.invalidateQueries({ queryKey: [TRIPS] }), [queries]);
}

export const DEMAND_MARKS: Record<DemandState, MarkName> = {
  open: "due",
  partly: "running",
  seated: "done",
  driving: "settled",
};

export const TRIP_MARKS: Record<TripState, MarkName> = {
  planned: "waiting",
  confirmed: "settled",
  departed: "running",
  arrived: "done",
  cancelled: "kept",
};

/** From October on it is the winter of the next Spring Festival. */
const SEASON_BEGINS = 10;

/** The winters that people look at: this one, the next and three before. */
export function seasons(now: string): number[] {
  const current = Number(now.slice(0, 4)) + (Number(now.slice(5, 7)) >= SEASON_BEGINS ? 1 : 0);
  return [1, 0, -1, -2, -3].map((by) => current + by);
}

export const thisDay = () => today(Date.now());
