import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { ListRosterRowsParams } from "@unionhome/client/model";
import { getRoster, listRosterRows, listRosters } from "@unionhome/client/rosters";

export const ROSTERS = ["rosters"] as const;
export const PAGE_SIZE = 50;

export const oneRoster = (id: string) =>
  queryOptions({ queryKey: [...ROSTERS, "one", id], queryFn: ({ signal }) => getRoster(id, { signal }) });

export const recentRosters = queryOptions({
  queryKey: [...ROSTERS, "recent"],
  queryFn: ({ signal }) => listRosters({ limit: 8 }, { signal }),
});

export const rosterRows = (id: string, state: string, cursor: string | null) =>
  queryOptions({
    queryKey: [...ROSTERS, "rows", id, state, cursor],
    queryFn: ({ signal }) =>
      listRosterRows(
        id,
        { state: [state], limit: PAGE_SIZE, cursor: cursor ?? undefined } as unknown as ListRosterRowsParams,
        { signal },
      ),
    placeholderData: keepPreviousData,
  });

/** A workbook that the server made, saved under a name of the reader's language. */
export function save(content: unknown, name: string): void {
  const url = URL.createObjectURL(content as Blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the address after the click has ended.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
