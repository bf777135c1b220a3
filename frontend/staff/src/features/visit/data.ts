import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { getMember } from "@unionhome/client/members";
import type { Goods, VisitItem, VisitPlanOut } from "@unionhome/client/model";
import { getVisit, getVisitPlan, getVisitProgress, listVisits } from "@unionhome/client/visits";
import type { MarkName } from "@unionhome/words";
import { useCallback } from "react";

/** Everything about visits begins with this, so that one call makes all of it fresh. */
export const VISITS = "visits";
const MOST = 500;

export const onePlan = (id: string) =>
  queryOptions({ queryKey: [VISITS, "plan", id], queryFn: ({ signal }) => getVisitPlan(id, { signal }) });

export const memberOf = (id: string | undefined) =>
  queryOptions({
    queryKey: ["members", "one", id],
    queryFn: ({ signal }) => getMember(id as string, { signal }),
    enabled: id !== undefined,
  });

export const oneVisit = (id: string) =>
  queryOptions({ queryKey: [VISITS, "visit", id], queryFn: ({ signal }) => getVisit(id, { signal }) });

/** All stops of a plan, page after page: a plan holds at most two thousand. */
async function every(plan: string, mine: boolean, signal: AbortSignal): Promise<VisitItem[]> {
  const found: VisitItem[] = [];
  let cursor: string | undefined;
  do {
    const page = await listVisits({ plan_id: plan, mine, limit: MOST, cursor }, { signal });
    found.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return found;
}

export const stopsOf = (plan: string) =>
  queryOptions({ queryKey: [VISITS, "stops", plan], queryFn: ({ signal }) => every(plan, false, signal) });

/** Those that the reader makes. */
export const myStops = (plan: string) =>
  queryOptions({ queryKey: [VISITS, "mine", plan], queryFn: ({ signal }) => every(plan, true, signal) });

export const progressOf = (under: string | undefined, plan?: string) =>
  queryOptions({
    queryKey: [VISITS, "progress", under, plan],
    queryFn: ({ signal }) => getVisitProgress({ under_id: under, plan_id: plan }, { signal }),
  });

/** After a change: the plan as answered, everything else read anew. */
export function useChanged(): (plan?: VisitPlanOut) => void {
  const queries = useQueryClient();
  return useCallback(
    (plan) => {
      if (plan) queries.setQueryData([VISITS, "plan", plan.id], plan);
      void queries.invalidateQueries({ queryKey: [VISITS] });
    },
    [queries],
  );
}

export const PLAN_MARK: Record<string, MarkName> = {
  draft: "waiting",
  planned: "settled",
  under_way: "running",
  done: "done",
  cancelled: "kept",
};

export const VISIT_MARK: Record<string, MarkName> = { planned: "waiting", done: "done", absent: "returned" };

/** `大米 2、食用油 1`: goods as the table writes them. */
export const goodsText = (goods: readonly Goods[]): string =>
  goods.map((one) => `${one.name} ${one.count ?? 1}`).join("、");
