import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { ListTransfersParams, TransferItem } from "@unionhome/client/model";
import { getTransfer, getTransferQueues, listTransfers } from "@unionhome/client/transfers";
import { listUrges } from "@unionhome/client/urges";
import type { MarkName } from "@unionhome/words";

export const TRANSFERS = ["transfers"] as const;
export const PAGE_SIZE = 50;
/** As many as one answer holds; urges that stand are far fewer. */
const URGES_READ = 200;
const OPEN = "submitted,requested,released";

/** What stands in the address. */
export interface TransferSearch {
  view?: string;
  q?: string;
  /** The union on the other side. */
  other?: string;
  /** Comma lists. */
  form?: string;
  reason?: string;
  /** Days on which it was begun, "2026-01-01~", either end open. */
  requested?: string;
}

const FILTERS = ["other", "form", "reason", "requested"] as const;
/** What a saved view keeps of the address. */
export const VIEW_KEYS = ["view", "q", "other", "form", "reason", "requested"] as const;

export function readSearch(raw: Record<string, unknown>): TransferSearch {
  const search: TransferSearch = {};
  // Other pages say which side they mean; it is a view here.
  const view = raw.view ?? raw.side;
  if (view) search.view = String(view);
  if (raw.q) search.q = String(raw.q);
  for (const key of FILTERS) if (raw[key]) search[key] = String(raw[key]);
  return search;
}

/** Whether anything narrows the view that one looks at. */
export const isNarrowed = (search: TransferSearch): boolean =>
  search.q !== undefined || FILTERS.some((key) => search[key] !== undefined);

/** Both ends of the days, either open. */
export function requestedOf(search: TransferSearch): { from?: string; to?: string } {
  const [from, to] = (search.requested ?? "").split("~");
  return { from: from || undefined, to: to || undefined };
}

/** The views: both directions while open, what is late, and what has ended. */
export const VIEWS: Record<string, Omit<ListTransfersParams, "status"> & { status?: string }> = {
  in: { side: "in", status: OPEN },
  out: { side: "out", status: OPEN },
  overdue: { overdue: true, status: OPEN },
  ended: { status: "accepted,rejected,cancelled" },
  all: {},
};

/** Whoever looks for a number or a name means every transfer, whatever its state. */
const viewOf = (search: TransferSearch): string => search.view ?? (search.q ? "all" : "in");

/** What is asked of the server. */
export function askedOf(search: TransferSearch): ListTransfersParams {
  const { status, ...rest } = VIEWS[viewOf(search)] ?? {};
  const requested = requestedOf(search);
  return {
    ...rest,
    status: status?.split(","),
    q: search.q,
    other_id: search.other,
    form: search.form?.split(","),
    reason: search.reason?.split(","),
    "requested_on[gte]": requested.from,
    "requested_on[lte]": requested.to,
  } as ListTransfersParams;
}

export const transfersPage = (search: TransferSearch, cursor: string | null) =>
  queryOptions({
    queryKey: [...TRANSFERS, "page", askedOf(search), cursor],
    queryFn: ({ signal }) =>
      listTransfers(
        { ...askedOf(search), limit: PAGE_SIZE, cursor: cursor ?? undefined, with_total: true },
        { signal },
      ),
    placeholderData: keepPreviousData,
  });

/** How many a saved view has. */
export const countTransfers = async (search: TransferSearch, signal: AbortSignal): Promise<number | null> =>
  (await listTransfers({ ...askedOf(search), limit: 1, with_total: true }, { signal })).total;

export const oneTransfer = (id: string) =>
  queryOptions({ queryKey: [...TRANSFERS, "one", id], queryFn: ({ signal }) => getTransfer(id, { signal }) });

export const transferQueues = queryOptions({
  queryKey: [...TRANSFERS, "queues"],
  queryFn: ({ signal }) => getTransferQueues({ signal }),
  staleTime: 60_000,
});

/** How many are late. Of the two queues' figures the sum would count twice what lies between two unions of one subtree. */
export const transfersOverdue = queryOptions({
  queryKey: [...TRANSFERS, "overdue"],
  queryFn: ({ signal }) => countTransfers({ view: "overdue" }, signal),
  staleTime: 60_000,
});

const MARKS: Record<string, MarkName> = {
  submitted: "running",
  requested: "running",
  released: "running",
  accepted: "done",
  rejected: "returned",
  cancelled: "settled",
};

export const markOf = (transfer: TransferItem): MarkName =>
  transfer.overdue ? "due" : (MARKS[transfer.status] ?? "settled");

/** What waits at this side, offered as the row's verb; whether it may be done is in the transfer's own steps. */
export function dueStep(transfer: TransferItem): "accept" | "release" | null {
  if (transfer.side !== "out" && ["submitted", "released"].includes(transfer.status)) return "accept";
  if (transfer.side !== "in" && transfer.status === "requested") return "release";
  return null;
}

/** The union that has not answered in time, where it stands in the reader's subtree. */
export function lateUnion(transfer: TransferItem): { id: string; name: string } | null {
  const step = transfer.overdue ? dueStep(transfer) : null;
  if (step === null) return null;
  return step === "accept" ? transfer.to_organization : transfer.from_organization;
}

/** When unions were last urged about overdue transfers, as far as that stands: by their ids. */
export const transferUrges = queryOptions({
  queryKey: ["urges", "transfers"],
  queryFn: ({ signal }) => listUrges({ subject: ["transfer"], state: ["sent", "seen"], limit: URGES_READ }, { signal }),
  // The newest first, so that of several the newest is kept.
  select: ({ items }) => new Map([...items].reverse().map((one) => [one.organization_id, one.urged_on])),
  staleTime: 60_000,
});

/** Late ones first, the order of the server within. */
export const lateFirst = (items: readonly TransferItem[]): TransferItem[] =>
  [...items].sort((one, other) => Number(other.overdue) - Number(one.overdue));
