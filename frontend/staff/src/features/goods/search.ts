import type { ListGoodsLotsParams } from "@unionhome/client/model";
import { word } from "../../ui/filter/params";

/** The address speaks the language of the API. */
export interface GoodsSearch {
  q?: string;
  fund_id?: string;
  state?: string;
}

export function readSearch(search: Record<string, unknown>): GoodsSearch {
  return { q: word(search, "q"), fund_id: word(search, "fund_id"), state: word(search, "state") };
}

export function askedLots({ state, ...rest }: GoodsSearch): ListGoodsLotsParams {
  return { ...rest, state: state?.split(",") } as ListGoodsLotsParams;
}
