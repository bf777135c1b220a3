import { queryOptions } from "@tanstack/react-query";
import { listFunds } from "@unionhome/client/funds";

/** The open funds that an approval may reserve out of: those that may serve one case, or all that the reader sees. */
export const openFunds = (enabled: boolean, case_id?: string) =>
  queryOptions({
    queryKey: ["funds", "open", case_id],
    queryFn: ({ signal }) => listFunds({ status: "open", case_id, limit: 100 }, { signal }),
    enabled,
    retry: false,
  });
