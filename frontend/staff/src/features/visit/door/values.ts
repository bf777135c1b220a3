import type { Concern, VisitOut, VisitReport } from "@unionhome/client/model";
import { goodsText } from "../data";
import { readGoods } from "../one/cells";

/** What is typed at a door; pictures are on the server already and stand here by their ids. */
export interface DoorValues {
  /** Fen. */
  cash_fen: number | null;
  goods: string;
  difference: string;
  photos: readonly string[];
  without_photo: string;
  signature: string | null;
  signed_by: string;
  heard: string;
  concern_kind: string;
  concern: string;
}

export const valuesOf = (visit: VisitOut): DoorValues => ({
  cash_fen: visit.cash_fen,
  goods: goodsText(visit.goods),
  difference: "",
  photos: [],
  without_photo: "",
  signature: null,
  signed_by: "",
  heard: "",
  concern_kind: "living",
  concern: "",
});

/** Whether something was given otherwise than planned, so that a reason is asked for. */
export const differsFromPlan = (visit: VisitOut, values: DoorValues): boolean =>
  (values.cash_fen ?? 0) !== visit.cash_fen || values.goods.trim() !== goodsText(visit.goods);

/** As it is sent. Goods that were given as planned are sent as planned. */
export function reportOf(visit: VisitOut, values: DoorValues): VisitReport {
  const concerns: Concern[] = values.concern.trim()
    ? [{ kind: values.concern_kind as Concern["kind"], text: values.concern.trim() }]
    : [];
  const same = values.goods.trim() === goodsText(visit.goods);
  return {
    given_fen: values.cash_fen ?? 0,
    goods_given: same ? visit.goods : readGoods(values.goods, visit.goods_fen - visit.from_store_fen, visit.goods),
    difference: values.difference,
    photos: [...values.photos],
    without_photo: values.photos.length > 0 ? "" : values.without_photo,
    signature: values.signature,
    signed_by: values.signed_by,
    heard: values.heard,
    concerns,
  };
}
