import { queryOptions, useQueryClient } from "@tanstack/react-query";
import type { SurveyState } from "@unionhome/client/model";
import { getNeedsProgress, getNeedsSurvey, listNeedsSurveys } from "@unionhome/client/needs-surveys";
import type { MarkName } from "@unionhome/words";

export const NEEDS = "needs-surveys";

export const MARKS: Record<SurveyState, MarkName> = {
  unplanned: "due",
  under_way: "running",
  overdue: "returned",
  done: "settled",
};

export const oneSurvey = (id: string) =>
  queryOptions({ queryKey: [NEEDS, "one", id], queryFn: ({ signal }) => getNeedsSurvey(id, { signal }) });

const LATEST = 3;

/** The latest surveys of a union. */
export const surveysOf = (union: string) =>
  queryOptions({
    queryKey: [NEEDS, "of", union],
    queryFn: ({ signal }) => listNeedsSurveys({ organization_id: union, limit: LATEST }, { signal }),
  });

/** How far the unions below one are in a year; below the reader's own without one. */
export const progressOf = (under: string | undefined, year: number) =>
  queryOptions({
    queryKey: [NEEDS, "progress", under, year],
    queryFn: ({ signal }) => getNeedsProgress({ under_id: under, year }, { signal }),
    placeholderData: (before) => before,
  });

/** Which units on a plan of visits were surveyed in the twelve months before it. */
export const progressBefore = (plan: string) =>
  queryOptions({
    queryKey: [NEEDS, "before", plan],
    queryFn: ({ signal }) => getNeedsProgress({ visit_plan_id: plan }, { signal }),
  });

/** After a change: list, record and progress are read anew. */
export function useNeedsMoved(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () => Promise.all([NEEDS, "workbench"].map((key) => queries.invalidateQueries({ queryKey: [key] })));
}
