import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { getGoodsLot, listGoodsMovements } from "@unionhome/client/goods";
import { useCallback } from "react";

/** Everything about the store begins with this, so that one call makes all of it fresh. */
export const GOODS = "goods";
const MOST_MOVEMENTS = 100;

export const oneLot = (id: string) =>
  queryOptions({ queryKey: [GOODS, "one", id], queryFn: ({ signal }) => getGoodsLot(id, { signal }) });

export const movementsOf = (id: string) =>
  queryOptions({
    queryKey: [GOODS, "movements", id],
    queryFn: ({ signal }) => listGoodsMovements(id, { limit: MOST_MOVEMENTS }, { signal }),
  });

/** After a change: the store is read anew, and all that is money. */
export function useStoreChanged(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    for (const key of [GOODS, "funds"]) void queries.invalidateQueries({ queryKey: [key] });
  }, [queries]);
}
