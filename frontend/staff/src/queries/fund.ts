import { queryOptions } from "@tanstack/react-query";
import { listFunds } from "@unionhome/client/funds";

/** The funds out of which money may go, as far as the reader sees them. */
export const openFunds = queryOptions({
  queryKey: ["funds", "open"],
  queryFn: ({ signal }) => listFunds({ status: "open", limit: 200 }, { signal }),
});
