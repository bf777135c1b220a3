import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { getBudgetFigures, getBudgetPlan, shareBudget } from "@unionhome/client/budget-plans";
import type { BudgetFigureOut, BudgetShareBasis, BudgetStanding, BudgetSubject } from "@unionhome/client/model";
import type { MarkName } from "@unionhome/words";
import { useCallback } from "react";
import type { Reach } from "./search";

/** Begins as all that is money does: a payment changes what is spent of a budget. */
const MONEY = "funds";
export const BUDGETS = [MONEY, "budget"] as const;

export const boardOf = (organization_id: string | undefined, year: number, reach: Reach) =>
  queryOptions({
    queryKey: [...BUDGETS, "board", organization_id, year, reach],
    queryFn: ({ signal }) => getBudgetFigures({ organization_id, year, reach }, { signal }),
  });

export const planOf = (id: string | null | undefined) =>
  queryOptions({
    queryKey: [...BUDGETS, "plan", id],
    queryFn: ({ signal }) => getBudgetPlan(id as string, { signal }),
    enabled: !!id,
  });

export const sharesOf = (id: string, subject: BudgetSubject, amount_fen: number, basis: BudgetShareBasis) =>
  queryOptions({
    queryKey: [...BUDGETS, "shares", id, subject, amount_fen, basis],
    queryFn: ({ signal }) => shareBudget(id, { subject, amount_fen, basis }, { signal }),
  });

/** After a change: all that is money is read anew. */
export function useBudgetChanged(): () => void {
  const queries = useQueryClient();
  return useCallback(() => void queries.invalidateQueries({ queryKey: [MONEY] }), [queries]);
}

export const PLAN_MARK: Record<string, MarkName> = { draft: "kept", submitted: "waiting", in_force: "settled" };
export const ADJUSTMENT_MARK: Record<string, MarkName> = {
  proposed: "waiting",
  booked: "settled",
  refused: "returned",
  withdrawn: "kept",
};
export const STANDING_MARK: Record<BudgetStanding, MarkName> = {
  unplanned: "returned",
  over: "returned",
  promised_over: "due",
  not_begun: "waiting",
  within: "settled",
};

/** Spent or promised beyond what there is. */
export const isOver = (line: BudgetFigureOut): boolean =>
  line.standing === "over" || line.standing === "unplanned" || line.standing === "promised_over";
