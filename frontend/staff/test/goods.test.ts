import type { Goods, VisitItem } from "@unionhome/client/model";
import { describe, expect, it } from "vitest";
import { draftsOf, EMPTY, isBlank, type Line, sumOf } from "../src/features/goods/lines";
import { reportOf, valuesOf } from "../src/features/visit/door/values";
import { draftOf, readGoods, rowOf } from "../src/features/visit/one/cells";
import { goodsOf, type Picked, shortOf, withPicked, worthOf } from "../src/features/visit/store/picked";

const RICE: Goods = { name: "大米", count: 2, value_fen: 17_000, lot_id: "lot-rice" };
const OIL: Goods = { name: "食用油", count: 1, value_fen: 9_900 };
const lot = { id: "lot-rice", name: "大米", unit: "袋", price_fen: 8_500, there: 20, promised: 4 };

const stop = {
  id: "one",
  team_id: "team",
  place: 0,
  kind: "poor",
  cash_fen: 0,
  goods: [RICE, OIL],
  goods_fen: 26_900,
  from_store_fen: 17_000,
  visit_on: "2026-12-20",
  visit_time: null,
  note: "",
  status: "planned",
} as unknown as VisitItem;

describe("goods out of the store in the table of visits (FND-04)", () => {
  it("keep their lot and its price when another count is typed", () => {
    const draft = draftOf(stop, { ...rowOf(stop), goods: "大米 3、食用油 1" });
    expect(draft.goods).toEqual([
      { ...RICE, count: 3, value_fen: 25_500 },
      { name: "食用油", count: 1, value_fen: 9_900 },
    ]);
  });

  it("leave a worth that is typed to what does not come out of the store", () => {
    const draft = draftOf(stop, { ...rowOf(stop), worth: "300" });
    expect(draft.goods?.map((one) => one.value_fen)).toEqual([17_000, 13_000]);
  });

  it("are other goods under another name", () => {
    expect(readGoods("面粉 1", 5_000, [RICE])).toEqual([{ name: "面粉", count: 1, value_fen: 5_000 }]);
  });

  it("are recorded out of their lot at the door", () => {
    const visit = stop as never;
    const report = reportOf(visit, { ...valuesOf(visit), goods: "大米 1" });
    expect(report.goods_given).toEqual([{ name: "大米", count: 1, value_fen: 8_500, lot_id: "lot-rice" }]);
  });

  it("are put in once, whatever was brought of their lot before", () => {
    const picked: Picked[] = [{ lot, count: 3 }];
    expect(withPicked([RICE, OIL], picked)).toEqual([OIL, ...goodsOf(picked)]);
    expect(worthOf(picked)).toBe(25_500);
  });

  it("are short when the doors need more than is free, what they hold already included", () => {
    const doors = Array.from({ length: 5 }, () => ({ goods: [] as Goods[] }));
    expect(shortOf([{ lot, count: 3 }], doors, true)).toBeNull();
    expect(shortOf([{ lot, count: 4 }], doors, true)).toEqual({ lot, asked: 20, free: 16 });
    const holding = [{ goods: [RICE] }, { goods: [RICE] }, ...doors.slice(0, 3)];
    expect(shortOf([{ lot, count: 4 }], holding, true)).toBeNull();
    // A draft holds nothing.
    expect(shortOf([{ lot, count: 4 }], holding, false)).toEqual({ lot, asked: 20, free: 16 });
  });
});

describe("the lines of a voucher of goods", () => {
  const line = (change: Partial<Line>): Line => ({ key: 0, ...EMPTY, ...change });
  const whole = line({ name: "大米", unit: "袋", pieces: 10, price_fen: 8_500 });

  it("are sent when each written one is whole, blank ones left out", () => {
    expect(isBlank(line({ kept_at: "库房" }))).toBe(true);
    expect(draftsOf([whole, line({ kept_at: "库房" })])).toHaveLength(1);
    expect(sumOf([whole, line({})])).toBe(85_000);
  });

  it.each([[{ unit: " " }], [{ pieces: 0 }], [{ pieces: null }], [{ price_fen: null }], [{ name: "" }]])(
    "wait while one lacks something: %o",
    (change) => expect(draftsOf([{ ...whole, ...change }])).toBeNull(),
  );

  it("wait while nothing is written", () => expect(draftsOf([line({})])).toBeNull());
});
