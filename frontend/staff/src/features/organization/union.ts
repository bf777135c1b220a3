import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { OrganizationOut } from "@unionhome/client/model";
import { getOrganization } from "@unionhome/client/organizations";
import type { MarkName } from "@unionhome/words";
import { daysBetween } from "@unionhome/words";
import { useCallback } from "react";
import { plusMonths } from "../../ui/time/scale";

/** Begins the key of everything that a change of a union makes out of date. */
export const UNIONS = "organizations";

export const useUnion = (id: string | undefined) =>
  useQuery({
    queryKey: [UNIONS, "one", id],
    queryFn: ({ signal }) => getOrganization(id as string, { signal }),
    enabled: id !== undefined,
  });

/**
 * After a change: the union as the server answered it, everything else read anew. Moving, merging, splitting and
 * dissolving change members, officers, employers and every figure above, so all that was read is out of date.
 */
export function useChanged(): (union?: OrganizationOut) => void {
  const queries = useQueryClient();
  return useCallback(
    (union) => {
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "dictionaries" });
      if (union) queries.setQueryData([UNIONS, "one", union.id], union);
    },
    [queries],
  );
}

/** Changes whenever a union did: a lazily loaded tree begins anew by it. */
export const useTreeAge = () =>
  useQuery({
    queryKey: [UNIONS, "age"],
    queryFn: () => Date.now(),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  }).data ?? 0;

export const STATUS_MARK: Record<string, MarkName> = {
  preparing: "waiting",
  active: "settled",
  dissolved: "kept",
  merged: "kept",
};

export type Phase = "running" | "due" | "overdue";

export interface Term {
  ends_on: string;
  phase: Phase;
  /** Days to go; negative when it has passed. */
  left: number;
}

const WINDOW_MONTHS = 6;

/** A term as a list shows it: its last day, and whether the re-election is due. The union's own page asks the server. */
export function termOf(startedOn: string | null | undefined, years: number, today: string): Term | null {
  if (!startedOn) return null;
  const next = plusMonths(startedOn, years * 12);
  const ends_on = new Date(Date.parse(next) - 86_400_000).toISOString().slice(0, 10);
  const left = daysBetween(today, ends_on);
  return { ends_on, left, phase: left < 0 ? "overdue" : today >= plusMonths(next, -WINDOW_MONTHS) ? "due" : "running" };
}
