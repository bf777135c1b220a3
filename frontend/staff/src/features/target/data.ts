import { queryOptions } from "@tanstack/react-query";
import type { TargetBoard, TargetCell, TargetMeasure } from "@unionhome/client/model";
import { getTargets, listTargetChanges, listTargets } from "@unionhome/client/targets";
import { count, MISSING } from "@unionhome/words";

export const TARGETS = "targets";

/** Counts of what is added within the year; the others are shares in percent. */
const COUNTS: readonly TargetMeasure[] = ["unions_founded", "members_grown"];
export const isRate = (measure: TargetMeasure): boolean => !COUNTS.includes(measure);

export const boardOf = (org: string | undefined, year: number) =>
  queryOptions({
    queryKey: [TARGETS, "board", org, year],
    queryFn: ({ signal }): Promise<TargetBoard> => listTargets({ parent_id: org, year }, { signal }),
  });

export const targetsOf = (id: string, year: number) =>
  queryOptions({
    queryKey: [TARGETS, "one", id, year],
    queryFn: ({ signal }) => getTargets(id, { year }, { signal }),
  });

export const historyOf = (id: string, year: number) =>
  queryOptions({
    queryKey: [TARGETS, "history", id, year],
    queryFn: ({ signal }) => listTargetChanges(id, { year }, { signal }),
  });

/** A count with its groups; a rate with one decimal. */
export function written(value: number | null | undefined, measure: TargetMeasure): string {
  if (value == null) return MISSING;
  return isRate(measure) ? value.toFixed(1) : count(value);
}

/** What is there and what is due, as parts of the target: for a bar with its tick. */
export function partsOf(cell: TargetCell): { part: number; tick: number | undefined } | undefined {
  if (cell.target == null || cell.actual == null) return undefined;
  const of = (value: number) => (cell.target ? Math.max(0, value) / cell.target : 1);
  return { part: of(cell.actual), tick: cell.due == null ? undefined : Math.min(1, of(cell.due)) };
}
