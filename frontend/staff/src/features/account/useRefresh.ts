import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { GRANTS, HANDOVERS, USERS } from "./data";

/** An act on an account shows in its grants, and in what waits on the workbench. */
export function useRefresh(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    for (const key of [USERS, GRANTS, HANDOVERS, "workbench"]) void queries.invalidateQueries({ queryKey: [key] });
  }, [queries]);
}
