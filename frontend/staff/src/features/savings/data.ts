import { queryOptions, useQueryClient } from "@tanstack/react-query";
import type { LoanState, SavingsEntryItem } from "@unionhome/client/model";
import { getSaver, getSavingsLoan, getSociety, listSavers, listSavingsEntries } from "@unionhome/client/savings";
import type { MarkName } from "@unionhome/words";
import { useCallback } from "react";

/** Everything about societies begins with this, so that one call makes all of it fresh. */
export const SAVINGS = "savings";

export const oneSociety = (id: string) =>
  queryOptions({ queryKey: [SAVINGS, "society", id], queryFn: ({ signal }) => getSociety(id, { signal }) });

export const oneSaver = (id: string) =>
  queryOptions({ queryKey: [SAVINGS, "saver", id], queryFn: ({ signal }) => getSaver(id, { signal }) });

export const oneLoan = (id: string) =>
  queryOptions({ queryKey: [SAVINGS, "loan", id], queryFn: ({ signal }) => getSavingsLoan(id, { signal }) });

export const LOAN_MARKS: Record<LoanState, MarkName> = {
  asked: "waiting",
  approved: "waiting",
  running: "running",
  settled: "settled",
  written_off: "kept",
  refused: "returned",
  withdrawn: "kept",
};

/** Everybody who saves with a society, page after page, as they stand in a month. */
export const everySaver = (society_id: string, month: string) =>
  queryOptions({
    queryKey: [SAVINGS, "every", society_id, month],
    queryFn: async ({ signal }) => {
      const found = [];
      let cursor: string | undefined;
      do {
        const page = await listSavers({ society_id, month, state: ["active"], limit: 500, cursor }, { signal });
        found.push(...page.items);
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      return found;
    },
  });

/** The whole passbook of a saver, the oldest entry first. */
export const passbook = (saver_id: string) =>
  queryOptions({
    queryKey: [SAVINGS, "passbook", saver_id],
    queryFn: async ({ signal }) => {
      const found: SavingsEntryItem[] = [];
      let cursor: string | undefined;
      do {
        const page = await listSavingsEntries({ saver_id, limit: 500, cursor }, { signal });
        found.push(...page.items);
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      return found.reverse();
    },
  });

/** After a change: all that is money of societies is read anew. */
export function useSavingsMoved(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(() => queries.invalidateQueries({ queryKey: [SAVINGS] }), [queries]);
}

/** The month of a day: "2026-11". */
export const monthOf = (day: string) => day.slice(0, 7);
