import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { listFunds } from "@unionhome/client/funds";
import type { RemittanceState } from "@unionhome/client/model";
import { getOrganization } from "@unionhome/client/organizations";
import { getRemittanceFigures } from "@unionhome/client/remittances";
import type { MarkName } from "@unionhome/words";

export const REMITTANCES = "remittances";

export const MARKS: Record<RemittanceState, MarkName> = {
  open: "waiting",
  partly: "running",
  met: "settled",
  late: "returned",
};

export const figuresOf = (year: number) =>
  queryOptions({
    queryKey: [REMITTANCES, "figures", year],
    queryFn: ({ signal }) => getRemittanceFigures({ year }, { signal }),
    placeholderData: (before) => before,
  });

/** Funds in use, of which the union's own take what comes. */
export const openFunds = queryOptions({
  queryKey: ["funds", "open"],
  queryFn: ({ signal }) => listFunds({ status: "open", limit: 200 }, { signal }),
});

export const unionOf = (id: string | undefined) =>
  queryOptions({
    queryKey: ["organizations", "one", id],
    queryFn: ({ signal }) => getOrganization(id as string, { signal }),
    enabled: id !== undefined,
  });

/** After a change: duties are read anew, and all that is money. */
export function useRemittancesMoved(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () =>
    Promise.all([REMITTANCES, "funds", "vouchers"].map((key) => queries.invalidateQueries({ queryKey: [key] })));
}
