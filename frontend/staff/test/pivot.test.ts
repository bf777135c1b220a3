import type { DatasetOut, PivotOut } from "@unionhome/client/model";
import { describe, expect, it } from "vitest";
import { clipOf, headsAt, told } from "../src/features/statistic/builder/cells";
import { divides, fits, put } from "../src/features/statistic/builder/fields";
import { askedOf, readPivot } from "../src/features/statistic/builder/search";

const column = (shows: string, unit = "person") => ({ measure: "n", unit, shows, total: false }) as never;
const head = (text: string, at: number, span: number, level: number, deep = 1) => ({
  text,
  at,
  span,
  level,
  deep,
  total: false,
});

const PIVOT = {
  corner: ["单位"],
  head_levels: 2,
  column_heads: [
    head("合计", 0, 1, 0),
    head("男", 1, 2, 0),
    head("金额（元）", 0, 1, 1),
    head("人数", 1, 1, 1),
    head("占比", 2, 1, 1),
  ],
  line_heads: [head("=甲会", 0, 1, 0), head("乙\t会", 1, 1, 0)],
  columns: [column("value", "fen"), column("value"), column("share")],
  lines: [
    { total: false, cells: [{ value: 12345 }, { value: 7 }, { value: 50 }] },
    { total: false, cells: [{ value: null }, { value: 0 }, { value: null }] },
  ],
} as unknown as PivotOut;

describe("the clipboard of a pivot", () => {
  it("has a head in the first of the cells it covers, and figures that a spreadsheet adds up", () => {
    expect(
      clipOf(PIVOT)
        .split("\r\n")
        .map((line) => line.split("\t")),
    ).toEqual([
      ["单位", "合计", "男", ""],
      ["", "金额（元）", "人数", "占比"],
      ["'=甲会", "123.45", "7", "50"],
      ["乙 会", "", "0", ""],
    ]);
  });

  it("names a column by all heads over it", () => {
    expect(headsAt(PIVOT.column_heads, 2)).toEqual(["男", "占比"]);
  });

  it("writes shares in percent, changes with their sign, and nothing as such", () => {
    expect(told(50, column("share"))).toBe("50.0");
    expect(told(-2.5, column("change", "fen"))).toBe("−2.5");
    expect(told(12345, column("before", "fen"))).toBe("123.45");
    expect(told(null, column("value"))).toBe("—");
  });
});

const DATASET = {
  dimensions: [{ code: "sex" }, { code: "age_band" }, { code: "kind" }],
  measures: [
    { code: "members", by: [["sex"], ["age_band"], ["sex", "age_band"], ["kind"]] },
    { code: "women", by: [["age_band"]] },
  ],
} as unknown as DatasetOut;

describe("divisions", () => {
  it("fit where the dataset counts them together, in whatever order they were put", () => {
    expect(fits(DATASET, ["members"], ["child", "age_band", "sex"])).toBe(true);
    expect(fits(DATASET, ["members"], ["sex", "kind"])).toBe(false);
    expect(fits(DATASET, ["members", "women"], ["sex"])).toBe(false);
    expect(fits(DATASET, [], ["child", "month", "sex", "age_band", "kind"])).toBe(false);
    expect(divides(DATASET, DATASET.measures[1] as never, ["child", "month"])).toBe(true);
  });

  it("stand in one place: put elsewhere they leave where they were", () => {
    const laid = { rows: ["child", "sex"], columns: ["month"] };
    expect(put(laid, "sex", "columns", 0)).toEqual({ rows: ["child"], columns: ["sex", "month"] });
    expect(put(laid, "sex", "rows", 0)).toEqual({ rows: ["sex", "child"], columns: ["month"] });
    expect(put(laid, "month", null)).toEqual({ rows: ["child", "sex"], columns: [] });
  });
});

describe("the address of a pivot", () => {
  it("begins with members, and falls back on nothing once a dataset is named", () => {
    expect(askedOf({})).toEqual({ dataset: "members", rows: ["child"], columns: ["sex"], measures: ["members"] });
    expect(askedOf({ dataset: "unions" })).toEqual({ dataset: "unions", rows: [], columns: [], measures: [] });
  });

  it("takes what somebody typed there for what it may be", () => {
    expect(readPivot({ period: "2026-13", share: "half", totals: "no", tree: "up" })).toMatchObject({
      period: undefined,
      share: undefined,
      totals: "no",
      tree: undefined,
    });
  });
});
