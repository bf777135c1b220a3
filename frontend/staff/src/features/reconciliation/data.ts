import { infiniteQueryOptions, queryOptions, useQueryClient } from "@tanstack/react-query";
import { listFunds } from "@unionhome/client/funds";
import {
  getBankAccount,
  getReconciliation,
  listBankAccounts,
  listReconciliationEntries,
  listReconciliationLines,
} from "@unionhome/client/reconciliations";
import type { MarkName } from "@unionhome/words";
import { useCallback } from "react";

/** Everything about accounts and months begins with this, so that one call makes all of it fresh. */
export const RECONCILIATIONS = "reconciliations";
const PAGE = 500;

export const oneMonth = (id: string) =>
  queryOptions({
    queryKey: [RECONCILIATIONS, "month", id],
    queryFn: ({ signal }) => getReconciliation(id, { signal }),
  });

export const oneAccount = (id: string | undefined) =>
  queryOptions({
    queryKey: [RECONCILIATIONS, "account", id],
    queryFn: ({ signal }) => getBankAccount(id as string, { signal }),
    enabled: id !== undefined,
  });

export const openAccounts = queryOptions({
  queryKey: [RECONCILIATIONS, "accounts", "open"],
  queryFn: ({ signal }) => listBankAccounts({ status: "open", limit: 500 }, { signal }),
});

export const allFunds = queryOptions({
  queryKey: ["funds", "open"],
  queryFn: ({ signal }) => listFunds({ status: "open", limit: 200 }, { signal }),
});

/** What stands open on one side, five hundred at a time. */
export const openLines = (reconciliation_id: string) =>
  infiniteQueryOptions({
    queryKey: [RECONCILIATIONS, "lines", reconciliation_id],
    queryFn: ({ pageParam, signal }) =>
      listReconciliationLines({ reconciliation_id, limit: PAGE, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const openEntries = (reconciliation_id: string) =>
  infiniteQueryOptions({
    queryKey: [RECONCILIATIONS, "entries", reconciliation_id],
    queryFn: ({ pageParam, signal }) =>
      listReconciliationEntries({ reconciliation_id, limit: PAGE, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

/** After a change: months, lines and entries are read anew. */
export function useReconciled(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(() => queries.invalidateQueries({ queryKey: [RECONCILIATIONS] }), [queries]);
}

export const MONTH_MARKS: Record<string, MarkName> = { open: "running", closed: "waiting", checked: "settled" };

/** "2026-10" of the first day of a month. */
export const monthOf = (day: string) => day.slice(0, 7);

/** The month before this one: what officers bring. */
export function lastMonth(): string {
  const now = new Date();
  const last = new Date(now.getFullYear(), now.getMonth() - 1, 1);
  return `${last.getFullYear()}-${String(last.getMonth() + 1).padStart(2, "0")}`;
}
