import { describe, expect, it } from "vitest";
import { readAmount, typedAmount } from "../src";

const fen = (text: string) => readAmount(text).fen;
const fault = (text: string) => readAmount(text).fault;

describe("amounts as they are typed (ui.md 3.6, issue 4 section 8)", () => {
  it("reads what people type and what spreadsheets put on the clipboard", () => {
    expect([fen("1234.5"), fen("1,234.5"), fen("1,234.50"), fen(" 1 234.50 ")]).toEqual([
      123450, 123450, 123450, 123450,
    ]);
    expect([fen("１２３４"), fen("１，２３４．５"), fen("1234。5")]).toEqual([123400, 123450, 123450]);
    expect([fen("¥800"), fen("￥800 元"), fen("800元"), fen("800圆")]).toEqual([80000, 80000, 80000, 80000]);
    expect([fen("1.2万"), fen("1.2 万元"), fen("0.00015万"), fen("3亿")]).toEqual([1200000, 1200000, 150, 30000000000]);
    expect([fen("0"), fen("0.00"), fen("007"), fen(".5"), fen("5.")]).toEqual([0, 0, 700, 50, 500]);
  });

  it("takes nothing for nothing, not for nought", () => {
    expect([fen(""), fen("  "), fen("."), fen("万"), fen("¥")]).toEqual([null, null, null, null, null]);
  });

  it("refuses what is no amount and says why", () => {
    const letters = ["12a", "abc", "五百", "-5", "1e3", "1.2.3", "1万2", "5%", "１２ｘ", "<b>1</b>", "٣", "½", "1-2"];
    expect(letters.map(fault)).toEqual(letters.map(() => "letters"));
    expect([fault("1.005"), fault("0.0000001万")]).toEqual(["places", "places"]);
    expect([fault("1".repeat(20)), fault("99999亿")]).toEqual(["large", "large"]);
  });

  it("loses no fen on the way, whatever the amount", () => {
    // 1.005 * 100, 4.35 * 100 and 1.1 * 1.1 are where numbers with a binary fraction go wrong.
    expect([fen("4.35"), fen("1.15"), fen("8.04"), fen("90071992547.41")]).toEqual([435, 115, 804, 9007199254741]);
    for (let whole = 0; whole < 2_000_000; whole += 997) expect(fen(typedAmount(whole))).toBe(whole);
  });

  it("writes marks of thousands and two places", () => {
    expect([0, 5, 50, 100, 123450, 100000000, 9999999999999].map(typedAmount)).toEqual([
      "0.00",
      "0.05",
      "0.50",
      "1.00",
      "1,234.50",
      "1,000,000.00",
      "99,999,999,999.99",
    ]);
    expect([typedAmount(null), typedAmount(undefined), typedAmount(-123450)]).toEqual(["", "", "-1,234.50"]);
  });
});
