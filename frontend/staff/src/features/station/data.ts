import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { getAidStation, getAidStationCoverage } from "@unionhome/client/aid-stations";
import type { AidStationState } from "@unionhome/client/model";
import type { MarkName } from "@unionhome/words";

export const STATIONS = "aid-stations";

export const MARKS: Record<AidStationState, MarkName> = { open: "settled", closed: "kept" };

/** The unions whose coverage is counted, from the county down. */
export const LEVELS = ["counties", "townships", "communities", "base_unions"] as const;

export const oneStation = (id: string) =>
  queryOptions({ queryKey: [STATIONS, "one", id], queryFn: ({ signal }) => getAidStation(id, { signal }) });

/** The network below a union; below the reader's own without one. */
export const coverageOf = (under: string | undefined) =>
  queryOptions({
    queryKey: [STATIONS, "coverage", under],
    queryFn: ({ signal }) => getAidStationCoverage({ under_id: under }, { signal }),
    placeholderData: (before) => before,
  });

/** After a change: list, record and coverage are read anew. */
export function useStationsMoved(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: [STATIONS] });
}
