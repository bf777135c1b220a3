import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getEmployer } from "@unionhome/client/employers";
import type { EmployerOut } from "@unionhome/client/model";
import { useCallback } from "react";

export const EMPLOYERS = "employers";

/** From so many employees a union of its own is due; the server's default, which districts change on the page. */
export const DUE_FROM = 25;

export const useEmployer = (id: string | undefined) =>
  useQuery({
    queryKey: [EMPLOYERS, "one", id],
    queryFn: ({ signal }) => getEmployer(id as string, { signal }),
    enabled: id !== undefined,
  });

/** After a change: the entry as answered, lists and figures read anew, those of the unions too. */
export function useChanged(): (employer?: EmployerOut) => void {
  const queries = useQueryClient();
  return useCallback(
    (employer) => {
      void queries.invalidateQueries({ queryKey: [EMPLOYERS] });
      void queries.invalidateQueries({ queryKey: ["organizations"] });
      if (employer) queries.setQueryData([EMPLOYERS, "one", employer.id], employer);
    },
    [queries],
  );
}
