import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { OfficerOut } from "@unionhome/client/model";
import { getOfficer } from "@unionhome/client/officers";
import type { MarkName } from "@unionhome/words";
import { useCallback } from "react";

export const OFFICERS = "officers";
export const URGES = "urges";

export const PHASE_MARK: Record<string, MarkName> = { running: "settled", due: "due", overdue: "returned" };

export const useOfficer = (id: string | undefined) =>
  useQuery({
    queryKey: [OFFICERS, "one", id],
    queryFn: ({ signal }) => getOfficer(id as string, { signal }),
    enabled: id !== undefined,
  });

/** After a change: officers, committees and the unions they lead are read anew. */
export function useChanged(): (officer?: OfficerOut) => void {
  const queries = useQueryClient();
  return useCallback(
    (officer) => {
      for (const key of [OFFICERS, "committees", "organizations"]) void queries.invalidateQueries({ queryKey: [key] });
      if (officer) queries.setQueryData([OFFICERS, "one", officer.id], officer);
    },
    [queries],
  );
}

/** After an urge was sent or withdrawn: the lists that say when it was. */
export function useUrged(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    for (const key of [URGES, OFFICERS, "committees", "organizations", "workbench"])
      void queries.invalidateQueries({ queryKey: [key] });
  }, [queries]);
}
