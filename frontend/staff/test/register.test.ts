import { creditCodeFault } from "@unionhome/words";
import { describe, expect, it } from "vitest";
import { addressOf } from "../src/features/employer/search";
import { depthsOf, placesFor } from "../src/features/line/tree";
import { monthOf } from "../src/features/member/list/filters";
import { changeOf, fieldsIn } from "../src/features/organization/form/values";
import { day, flag, joined, whole, word, wordsOf } from "../src/ui/filter/params";
import { clashesOf } from "../src/ui/form/compare";

const field = (original: string, mine: string, theirs: string) => ({ key: "k", label: "k", original, mine, theirs });

describe("a stale write (ui.md 1.2-14)", () => {
  it("takes the side that changed, and asks where both did", () => {
    const picks = (...said: [string, string, string]) => clashesOf([field(...said)]).map((one) => one.pick);
    expect(picks("a", "b", "a")).toEqual(["mine"]);
    expect(picks("a", "a", "b")).toEqual(["theirs"]);
    expect(picks("a", "b", "c")).toEqual([null]);
    expect(picks("a", "b", "b")).toEqual([]);
  });
});

describe("filters in the address", () => {
  it("take what fits and forget the rest", () => {
    const search = { q: 123, kind: "a,b,a,", on: "2026-13", from: "25", covered: "false", odd: { x: 1 } };
    expect([word(search, "q"), word(search, "odd")]).toEqual(["123", undefined]);
    expect(wordsOf(word(search, "kind"))).toEqual(["a", "b"]);
    expect([joined([]), joined(["a", "b"])]).toEqual([undefined, "a,b"]);
    expect([day(search, "on"), day({ on: "2026-11-20" }, "on")]).toEqual([undefined, "2026-11-20"]);
    expect([whole(search, "from"), whole({ from: "-1" }, "from")]).toEqual([25, undefined]);
    expect([flag(search, "covered"), flag({ covered: true }, "covered"), flag({}, "covered")]).toEqual([
      false,
      true,
      undefined,
    ]);
  });

  it("read the list behind a figure as the server says it (RPT-09)", () => {
    expect(addressOf("under_id=u1&covered=false&employees%5Bgte%5D=25")).toMatchObject({
      under_id: "u1",
      covered: false,
      "employees[gte]": 25,
    });
  });
});

describe("unions", () => {
  it("send only what was changed, with a day where it enters the history", () => {
    const before = fieldsIn({ name: "甲", credit_code: "81", standards: ["seal", "plate"] });
    const after = fieldsIn({ name: " 甲 ", credit_code: "", standards: ["plate", "seal"] });
    expect(changeOf(before, after, "2026-11-20")).toEqual({ credit_code: null });
    expect(changeOf(before, { ...before, name: "乙" }, "2026-11-20")).toEqual({
      name: "乙",
      effective_on: "2026-11-20",
    });
  });

  it("check a credit code while it is typed (ORG-18)", () => {
    expect(creditCodeFault("81430100ma0000002a")).toBeNull();
    expect(creditCodeFault("81430100MA0000002B")).toEqual({ fault: "check", expected: "A" });
    expect(creditCodeFault("81430100MA000000IA")).toEqual({ fault: "letters" });
    expect(creditCodeFault("8143")).toEqual({ fault: "length" });
  });
});

describe("lines (ORG-02)", () => {
  const lines = [
    { id: "a", parent_id: null },
    { id: "b", parent_id: "a" },
    { id: "c", parent_id: "b" },
    { id: "d", parent_id: null },
  ];

  it("stand at their depth and are never put under themselves", () => {
    expect([...depthsOf(lines).values()]).toEqual([0, 1, 2, 0]);
    expect(placesFor("b", lines).map((line) => line.id)).toEqual(["a", "d"]);
  });
});

describe("birthdays (MBR-03)", () => {
  it("of this month and of the next follow the calendar, over the end of the year too", () => {
    expect([monthOf("this", "2026-11-27"), monthOf("next", "2026-11-27"), monthOf("3", "2026-11-27")]).toEqual([
      11, 12, 3,
    ]);
    expect(monthOf("next", "2026-12-31")).toBe(1);
  });
});
