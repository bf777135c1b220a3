import { queryOptions } from "@tanstack/react-query";
import { listFunds } from "@unionhome/client/funds";

/** For what a fund is asked: one case, or cases of one programme, which is paid out of the sources that it names. */
export interface Serving {
  case_id?: string;
  program_id?: string;
}

/** The open funds that an approval may reserve out of: those that may serve, or all that the reader sees. */
export const openFunds = (enabled: boolean, serving: Serving = {}) =>
  queryOptions({
    queryKey: ["funds", "open", serving.case_id, serving.program_id],
    queryFn: ({ signal }) => listFunds({ status: "open", ...serving, limit: 100 }, { signal }),
    enabled,
    retry: false,
  });
