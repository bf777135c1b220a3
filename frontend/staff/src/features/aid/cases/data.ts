import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { getAidCase, listAidCases, listLateAidDesks, sumAidCases } from "@unionhome/client/aid-cases";
import type { AidCaseOut, ListAidCasesParams, SumAidCasesParams } from "@unionhome/client/model";
import type { MarkName } from "@unionhome/words";
import { useCallback } from "react";
import { PROGRAMS } from "../programs/data";

/** Everything about cases begins with this, so that one call makes all of it fresh. */
export const CASES = "aid-cases";

export const oneCase = (id: string) =>
  queryOptions({ queryKey: [CASES, "one", id], queryFn: ({ signal }) => getAidCase(id, { signal }) });

export const caseSums = (asked: ListAidCasesParams) => {
  const { sort: _order, ...filters } = asked;
  return queryOptions({
    queryKey: [CASES, "sums", filters],
    queryFn: ({ signal }) => sumAidCases(filters as SumAidCasesParams, { signal }),
  });
};

export const lateDesks = (asked: ListAidCasesParams) => {
  const { sort: _order, ...filters } = asked;
  return queryOptions({
    queryKey: [CASES, "late", filters],
    queryFn: ({ signal }) => listLateAidDesks(filters as SumAidCasesParams, { signal }),
  });
};

/** The queue that a case page walks through with J and K: what lies on the reader's desk, by due moment. */
export const deskQueue = queryOptions({
  queryKey: [CASES, "queue"],
  queryFn: ({ signal }) => listAidCases({ desk: true, sort: "due", limit: 200, with_total: true }, { signal }),
});

export const casesOfHousehold = (household: string) =>
  queryOptions({
    queryKey: [CASES, "household", household],
    queryFn: ({ signal }) => listAidCases({ household_id: household, limit: 50 }, { signal }),
  });

export function useCaseChanged(): (changed?: AidCaseOut) => void {
  const queries = useQueryClient();
  return useCallback(
    (changed) => {
      if (changed) queries.setQueryData([CASES, "one", changed.id], changed);
      void queries.invalidateQueries({ queryKey: [CASES] });
      void queries.invalidateQueries({ queryKey: [PROGRAMS] });
    },
    [queries],
  );
}

const MARKS: Record<string, MarkName> = {
  draft: "waiting",
  approved: "done",
  helping: "done",
  paid: "settled",
  helped: "settled",
  rejected: "returned",
  withdrawn: "returned",
  archived: "kept",
};

/** A case that somebody works on is under way, and time runs out, or has run out, at its desk. */
export function markOf(row: { status: string; late_days: number }): MarkName {
  if (row.late_days > 0) return "due";
  return MARKS[row.status] ?? "running";
}
