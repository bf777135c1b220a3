import { queryOptions, useQueryClient } from "@tanstack/react-query";
import type { RemittanceState } from "@unionhome/client/model";
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

/** After a change: duties are read anew, and all that is money. */
export function useRemittancesMoved(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () =>
    Promise.all([REMITTANCES, "funds", "vouchers"].map((key) => queries.invalidateQueries({ queryKey: [key] })));
}
