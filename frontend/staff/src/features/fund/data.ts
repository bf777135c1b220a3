import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { getFund, getVoucher, listBudgets, listFundMonths, listVouchers } from "@unionhome/client/funds";
import type { MarkName } from "@unionhome/words";
import { useCallback } from "react";

/** Everything about money begins with this, so that one call makes all of it fresh. */
export const FUNDS = "funds";

type Account = "available" | "reserved" | "goods" | "spent" | "source";

/** Between which accounts each kind of entry moves money; a reversal goes the way back of another, and is not said. */
export const ACCOUNTS: Record<string, Record<"debit" | "credit", Account>> = {
  income: { debit: "available", credit: "source" },
  hand_down: { debit: "available", credit: "available" },
  take_back: { debit: "available", credit: "available" },
  expense: { debit: "spent", credit: "available" },
  purchase: { debit: "goods", credit: "available" },
  gift: { debit: "goods", credit: "source" },
  loss: { debit: "spent", credit: "goods" },
  give: { debit: "spent", credit: "goods" },
  give_back: { debit: "goods", credit: "spent" },
  reserve: { debit: "reserved", credit: "available" },
  release: { debit: "available", credit: "reserved" },
  pay: { debit: "spent", credit: "reserved" },
  recall: { debit: "reserved", credit: "spent" },
};

export const oneFund = (id: string) =>
  queryOptions({ queryKey: [FUNDS, "one", id], queryFn: ({ signal }) => getFund(id, { signal }) });

export const oneVoucher = (id: string) =>
  queryOptions({ queryKey: [FUNDS, "voucher", id], queryFn: ({ signal }) => getVoucher(id, { signal }) });

export const monthsOf = (year: number, fund_id?: string, under_id?: string) =>
  queryOptions({
    queryKey: [FUNDS, "months", year, fund_id, under_id],
    queryFn: ({ signal }) => listFundMonths({ year, fund_id, under_id }, { signal }),
  });

export const budgetsOf = (fund_id: string) =>
  queryOptions({
    queryKey: [FUNDS, "budgets", fund_id],
    queryFn: ({ signal }) => listBudgets({ fund_id }, { signal }),
  });

export const vouchersOf = (fund_id: string) =>
  queryOptions({
    queryKey: [FUNDS, "vouchers", fund_id],
    queryFn: ({ signal }) => listVouchers({ fund_id, limit: 100 }, { signal }),
  });

/** After a change: all that is money is read anew. */
export function useMoneyMoved(): () => void {
  const queries = useQueryClient();
  return useCallback(() => void queries.invalidateQueries({ queryKey: [FUNDS] }), [queries]);
}

export const VOUCHER_MARK: Record<string, MarkName> = {
  proposed: "waiting",
  booked: "settled",
  refused: "returned",
  withdrawn: "kept",
};
