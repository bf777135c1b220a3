import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCursorPages } from "./useTable";

/** A page of any list of the API. */
export interface ListAnswer<Row> {
  items: Row[];
  next_cursor: string | null;
  total: number | null;
}

/** What a list call takes besides its own filters. */
export interface ListPlace {
  limit: number;
  cursor?: string;
  with_total: boolean;
}

export interface ListOptions<Row> {
  /** Begins the query's key: `["organizations"]` invalidates every page. */
  id: string;
  /** Everything the answer depends on but the page. */
  filters: object;
  load(place: ListPlace, signal: AbortSignal): Promise<ListAnswer<Row>>;
  size?: number;
  /** False while what it depends on is not known yet. */
  enabled?: boolean;
}

/** One list of the server: its rows (the old ones while the next are on their way), its pager, its problem. */
export function useList<Row>({ id, filters, load, size = 50, enabled = true }: ListOptions<Row>) {
  const pages = useCursorPages(id, JSON.stringify(filters));
  const query = useQuery({
    queryKey: [id, "list", filters, pages.cursor, size],
    queryFn: ({ signal }) => load({ limit: size, cursor: pages.cursor ?? undefined, with_total: true }, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
  const { data, error, refetch, isPlaceholderData } = query;
  return {
    rows: data?.items,
    problem: error,
    retry: () => void refetch(),
    refreshing: isPlaceholderData,
    pager: { pages, next: data?.next_cursor, total: data?.total, size, refreshing: isPlaceholderData },
  };
}
