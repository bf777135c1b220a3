import { describe, expect, it } from "vitest";
import {
  ageAt,
  capitals,
  change,
  clock,
  count,
  creditCode,
  date,
  daysBetween,
  documentDate,
  inFours,
  moment,
  moneyFigure,
  percent,
  phone,
  range,
  rowsInWords,
  today,
  yuan,
  yuanInText,
} from "../src";

describe("rows of a list", () => {
  it("are told to the unit, and as more than that only where the server stopped counting", () => {
    expect([null, 0, 10_000, 10_001, 15_542].map(rowsInWords)).toEqual(["—", "0", "10,000", "10,000+", "15,542"]);
  });
});

describe("numbers (ui.md 3.6)", () => {
  it("writes fen as yuan without a binary fraction showing", () => {
    expect(yuan(1_234_560)).toBe("12,345.60");
    expect(yuan(29)).toBe("0.29");
    expect(yuanInText(-1_234_560)).toBe("−¥12,345.60");
  });

  it("tells missing from zero", () => {
    expect([count(null), yuan(undefined), percent(0, 0).text]).toEqual(["—", "—", "—"]);
    expect([count(0), yuan(0), percent(0, 5).text]).toEqual(["0", "0.00", "0.0%"]);
  });

  it("changes to 万元 at ten thousand yuan and keeps the exact sum", () => {
    expect(moneyFigure(999_999)).toMatchObject({ value: "9,999.99", unit: "yuan" });
    expect(moneyFigure(128_400_000)).toEqual({ value: "128.4", unit: "wan_yuan", exact: "¥1,284,000.00" });
  });

  it("shows what a percentage is of, and the sign of a change", () => {
    expect(percent(926, 1000)).toEqual({ text: "92.6%", basis: "926/1,000" });
    expect([change(326), change(-4), change(0)]).toEqual(["+326", "−4", "0"]);
  });
});

describe("dates", () => {
  it("shows instants in China's time, whatever their offset", () => {
    expect(moment("2026-11-19T22:30:00Z")).toBe("2026-11-20 06:30");
    expect(clock("2026-11-20T09:05:00+08:00")).toBe("09:05");
    expect(date("2026-11-19T16:00:00Z")).toBe("2026-11-20");
    expect(today(Date.UTC(2026, 10, 19, 16, 0))).toBe("2026-11-20");
  });

  it("never moves a plain date", () => expect(date("2026-11-20")).toBe("2026-11-20"));

  it("counts completed years, the birthday included", () => {
    expect(ageAt("1974-11-20", "2026-11-20")).toBe(52);
    expect(ageAt("1974-11-21", "2026-11-20")).toBe(51);
    expect(ageAt("2008-02-29", "2026-02-28")).toBe(17);
  });

  it("writes ranges and documents", () => {
    expect(range("2026-11-01", "2026-11-20")).toBe("2026-11-01 ~ 2026-11-20");
    expect(range("2017-02-10", null)).toBe("2017-02-10 ~");
    expect(documentDate("2026-01-05")).toBe("2026年1月5日");
    expect(daysBetween("2026-11-20", "2026-11-30")).toBe(10);
  });
});

describe("codes", () => {
  it("groups for the eye", () => {
    expect(creditCode("814399213421017X5K")).toBe("81 4399 2134 2101 7X5K");
    expect(inFours("4399210100004417")).toBe("4399 2101 0000 4417");
    expect(phone("13824615678")).toBe("138 2461 5678");
    expect(phone("138****5678")).toBe("138****5678");
  });
});

describe("amounts in capitals (会计基础工作规范)", () => {
  it.each([
    [0, "零元整"],
    [1_234_545, "壹万贰仟叁佰肆拾伍元肆角伍分"],
    [1_234_500, "壹万贰仟叁佰肆拾伍元整"],
    [800_000, "捌仟元整"],
    [100_500, "壹仟零伍元整"],
    [1_000_100, "壹万零壹元整"],
    [10_010_000, "壹拾万零壹佰元整"],
    [10_000_000_000, "壹亿元整"],
    [10_000_000_005, "壹亿元零伍分"],
    [30, "叁角整"],
    [5, "伍分"],
    [100_300_000, "壹佰万叁仟元整"],
  ])("%i fen is %s", (fen, said) => expect(capitals(fen)).toBe(said));
});
