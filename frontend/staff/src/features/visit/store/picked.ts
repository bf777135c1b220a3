import type { Goods, GoodsLotItem } from "@unionhome/client/model";

/** So many pieces of a lot for each household. */
export interface Picked {
  lot: Pick<GoodsLotItem, "id" | "name" | "unit" | "price_fen" | "there" | "promised">;
  count: number;
}

const free = (lot: Picked["lot"]): number => lot.there - lot.promised;

/** As they are sent; what they are called and worth is the lot's to say. */
export const goodsOf = (picked: readonly Picked[]): Goods[] =>
  picked.map(({ lot, count }) => ({ name: lot.name, count, value_fen: count * lot.price_fen, lot_id: lot.id }));

/** What each household gets of them, fen. */
export const worthOf = (picked: readonly Picked[]): number =>
  picked.reduce((sum, { lot, count }) => sum + count * lot.price_fen, 0);

/** Goods of a door with these put in: of a lot that it was to get already, so many instead. */
export const withPicked = (goods: readonly Goods[], picked: readonly Picked[]): Goods[] => [
  ...goods.filter((one) => !picked.some(({ lot }) => lot.id === one.lot_id)),
  ...goodsOf(picked),
];

/** The first of them that there is too little of for so many households; what they were to get of it already is theirs. */
export function shortOf(
  picked: readonly Picked[],
  doors: readonly { goods: readonly Goods[] }[],
  holds: boolean,
): { lot: Picked["lot"]; asked: number; free: number } | null {
  for (const { lot, count } of picked) {
    const had = holds
      ? doors
          .flatMap((door) => door.goods)
          .reduce((sum, one) => sum + (one.lot_id === lot.id ? (one.count ?? 1) : 0), 0)
      : 0;
    const [asked, there] = [count * doors.length, free(lot) + had];
    if (asked > there) return { lot, asked, free: there };
  }
  return null;
}
