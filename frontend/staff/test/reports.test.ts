import type { ReportCell, ReportFormOut, ReportOut } from "@unionhome/client/model";
import { describe, expect, it } from "vitest";
import { draftsOf, isReady, readCount, type Typed } from "../src/features/report/one/typed";

const form = {
  items: [
    { code: "203", zh: "会员", en: "Members", unit: "person", by_hand: false, definition_zh: "", definition_en: "" },
    { code: "402", zh: "代表", en: "Delegates", unit: "person", by_hand: true, definition_zh: "", definition_en: "" },
  ],
} as unknown as ReportFormOut;

const cell = (item: string, value: number | null, computed: number | null): ReportCell => ({
  item,
  value,
  computed,
  written: false,
  reason: "",
  by_name: "",
  remark: null,
});
const report = { cells: [cell("203", 7, 7), cell("402", null, null)] } as unknown as ReportOut;
const typed = (values: Typed["values"], reasons: Typed["reasons"] = {}): Typed => ({ values, reasons });

describe("what is typed into a report", () => {
  it.each([
    ["1,200", 1200],
    ["１２", 12],
    ["", null],
    ["-1", undefined],
    ["1.5", undefined],
    ["9999999999", undefined],
  ])("reads %j as %s", (text, value) => {
    expect(readCount(text)).toBe(value);
  });

  it("sends what differs; a figure of the register waits for its reason", () => {
    const bare = draftsOf(form, report, typed({ "203": "9", "402": "3" }));
    expect(bare.explain).toEqual(["203"]);
    expect(isReady(bare)).toBe(false);
    const told = draftsOf(form, report, typed({ "203": "9", "402": "3" }, { "203": " 漏登两人 " }));
    expect(told.cells).toEqual([
      { item: "203", value: 9, reason: "漏登两人" },
      { item: "402", value: 3, reason: "" },
    ]);
    expect(isReady(told)).toBe(true);
  });

  it("leaves out what stands already, and stops at what is no number", () => {
    expect(draftsOf(form, report, typed({ "203": "7", "402": "" })).cells).toEqual([]);
    const wrong = draftsOf(form, report, typed({ "402": "many" }));
    expect([...wrong.wrong]).toEqual(["402"]);
    expect(isReady(wrong)).toBe(false);
  });
});
