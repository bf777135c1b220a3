import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { OrganizationOut } from "@unionhome/client/model";
import type { MarkName } from "@unionhome/words";
import { useCallback } from "react";
import { unionOf } from "../../queries/organization";

/** Begins the key of everything that a change of a union makes out of date. */
export const UNIONS = "organizations";

export const useUnion = (id: string | undefined) => useQuery(unionOf(id));

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

export const PHASE_MARK = { running: "settled", due: "due", overdue: "returned" } as const;
