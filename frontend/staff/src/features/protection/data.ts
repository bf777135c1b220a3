import { queryOptions, useQueryClient } from "@tanstack/react-query";
import {
  getCover,
  getEnrolment,
  getProtectionPlan,
  listProtectionPlans,
  listProtectionUnits,
} from "@unionhome/client/mutual-aid";
import { getProtectionClaim } from "@unionhome/client/mutual-aid-claims";
import type { MarkName } from "@unionhome/words";
import { useCallback } from "react";

/** Everything about mutual protection begins with this, so that one call makes all of it fresh. */
export const MUTUAL = "mutual-aid";

export const onePlan = (id: string) =>
  queryOptions({ queryKey: [MUTUAL, "plan", id], queryFn: ({ signal }) => getProtectionPlan(id, { signal }) });

export const oneEnrolment = (id: string) =>
  queryOptions({ queryKey: [MUTUAL, "enrolment", id], queryFn: ({ signal }) => getEnrolment(id, { signal }) });

export const oneCover = (id: string) =>
  queryOptions({ queryKey: [MUTUAL, "cover", id], queryFn: ({ signal }) => getCover(id, { signal }) });

export const oneClaim = (id: string) =>
  queryOptions({ queryKey: [MUTUAL, "claim", id], queryFn: ({ signal }) => getProtectionClaim(id, { signal }) });

/** Plans to choose from: those that take members, or all. */
export const plansToChoose = (open: boolean) =>
  queryOptions({
    queryKey: [MUTUAL, "choose", open],
    queryFn: ({ signal }) => listProtectionPlans({ status: open ? ["open"] : [], limit: 100 }, { signal }),
  });

/** The units below the bar of a plan, the first of them. */
export const unitsBelow = (plan_id: string) =>
  queryOptions({
    queryKey: [MUTUAL, "below", plan_id],
    queryFn: ({ signal }) => listProtectionUnits({ plan_id, limit: 50 }, { signal }),
  });

/** After a change everything about plans is read anew, and the money behind them. */
export function useChanged(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    for (const key of [MUTUAL, "funds"]) void queries.invalidateQueries({ queryKey: [key] });
  }, [queries]);
}

export const PLAN_MARK: Record<string, MarkName> = { draft: "waiting", open: "settled", closed: "kept" };
export const ENROLMENT_MARK: Record<string, MarkName> = {
  waiting: "waiting",
  checking: "running",
  received: "settled",
  withdrawn: "kept",
};

export const CLAIM_MARK: Record<string, MarkName> = {
  draft: "waiting",
  submitted: "running",
  checked: "running",
  approved: "waiting",
  paid: "done",
  refused: "returned",
  withdrawn: "kept",
};
