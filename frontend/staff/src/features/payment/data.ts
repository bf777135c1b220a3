import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { getPayment, getPaymentBatch, listPayableCases } from "@unionhome/client/payments";
import type { MarkName } from "@unionhome/words";
import { useCallback } from "react";

/** Everything about payments begins with this, so that one call makes all of it fresh. */
export const PAYMENTS = "payments";
const WAITS_MS = 1500;

export const oneBatch = (id: string) =>
  queryOptions({
    queryKey: [PAYMENTS, "batch", id],
    queryFn: ({ signal }) => getPaymentBatch(id, { signal }),
    // While a job books it, it changes by itself.
    refetchInterval: ({ state }) => (state.data?.state === "paying" ? WAITS_MS : false),
  });

export const onePayment = (id: string) =>
  queryOptions({ queryKey: [PAYMENTS, "one", id], queryFn: ({ signal }) => getPayment(id, { signal }) });

export const payable = (fund_id: string | undefined) =>
  queryOptions({
    queryKey: [PAYMENTS, "payable", fund_id],
    queryFn: ({ signal }) => listPayableCases({ fund_id: fund_id as string, limit: 500 }, { signal }),
    enabled: fund_id !== undefined,
  });

/** After a change: payments and funds are read anew. */
export function usePaid(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    void queries.invalidateQueries({ queryKey: [PAYMENTS] });
    void queries.invalidateQueries({ queryKey: ["funds"] });
  }, [queries]);
}

export const BATCH_MARK: Record<string, MarkName> = {
  draft: "waiting",
  sent: "running",
  paying: "running",
  done: "settled",
  withdrawn: "kept",
};

export const PAYMENT_MARK: Record<string, MarkName> = {
  waiting: "waiting",
  paid: "settled",
  rejected: "returned",
  withdrawn: "kept",
  returned: "returned",
};
