import { describe, expect, it } from "vitest";
import { arranged, defaultHabit, moved, nextSort, shown } from "../src/ui/table/columns";
import { coverOf, EVERYTHING, isSelected, NOTHING, pageToggled, sizeOf, toggled } from "../src/ui/table/selection";
import { pagesOf, stretchOf } from "../src/ui/table/windowing";

const columns = [{ key: "name", lead: true }, { key: "sex" }, { key: "age" }, { key: "note", extra: true }];
const keys = (list: readonly { key: string }[]) => list.map((column) => column.key).join(" ");
const usual = defaultHabit(columns);

describe("columns (ui.md 1.1-1)", () => {
  it("hides extras until they are asked for, and never the lead", () => {
    expect(keys(shown(columns, usual))).toBe("name sex age");
    expect(keys(shown(columns, { ...usual, hidden: ["name", "sex"] }))).toBe("name age note");
  });

  it("move one place, not over the lead and not over the end", () => {
    const after = moved(columns, usual, "age", -1);
    expect(keys(arranged(columns, after))).toBe("name age sex note");
    expect(moved(columns, after, "age", -1)).toBe(after);
    expect(moved(columns, usual, "note", 1)).toBe(usual);
  });

  it("survive a release: old keys vanish, new ones stand where they belong", () => {
    const old = { order: ["name", "gone", "age"], hidden: ["gone"], density: "normal" as const };
    expect(keys(arranged(columns, old))).toBe("name sex age note");
  });

  it("sort up, down, and then as the server likes", () => {
    expect([nextSort(undefined, "a"), nextSort("a", "a"), nextSort("-a", "a"), nextSort("b", "a")]).toEqual([
      "a",
      "-a",
      undefined,
      "a",
    ]);
  });
});

describe("selection (ui.md 1.1-4)", () => {
  const page = ["1", "2", "3"];

  it("picks rows, pages and everything that matches", () => {
    const one = toggled(NOTHING, "1");
    expect([sizeOf(one, 3412), coverOf(one, page)]).toEqual([1, "some"]);
    expect(coverOf(one, [])).toBe("empty");
    const all = pageToggled(one, page);
    expect([sizeOf(all, 3412), coverOf(all, page)]).toEqual([3, "all"]);
    expect(sizeOf(pageToggled(all, page), 3412)).toBe(0);
    expect(sizeOf(EVERYTHING, 3412)).toBe(3412);
  });

  it("takes single rows out of everything", () => {
    const but = toggled(EVERYTHING, "2");
    expect([isSelected(but, "2"), isSelected(but, "9"), sizeOf(but, 3412)]).toEqual([false, true, 3411]);
    expect(sizeOf(pageToggled(but, page), 3412)).toBe(3412);
    expect(sizeOf(pageToggled(EVERYTHING, page), 3412)).toBe(3409);
  });
});

describe("rows in sight (ui.md 1.3)", () => {
  it("are those of the box and some around them, from the first to the last", () => {
    expect(stretchOf(0, 360, 36, 100_000)).toEqual({ from: 0, to: 25, first: 0, last: 10 });
    expect(stretchOf(36 * 50_000, 360, 36, 100_000)).toEqual({ from: 49_985, to: 50_025, first: 50_000, last: 50_010 });
    expect(stretchOf(36 * 99_990, 360, 36, 100_000)).toEqual({
      from: 99_975,
      to: 100_000,
      first: 99_990,
      last: 100_000,
    });
  });

  it("of a list that has become shorter, or has none, are what there is", () => {
    expect(stretchOf(9_999, 360, 36, 3)).toEqual({ from: 0, to: 3, first: 2, last: 3 });
    expect(stretchOf(0, 360, 36, 0)).toEqual({ from: 0, to: 0, first: 0, last: 0 });
  });

  it("lie in one page, or in two where they cross its end", () => {
    expect(pagesOf({ from: 0, to: 25 }, 100)).toEqual([0]);
    expect(pagesOf({ from: 85, to: 125 }, 100)).toEqual([0, 1]);
    expect(pagesOf({ from: 100, to: 200 }, 100)).toEqual([1]);
    expect(pagesOf({ from: 0, to: 0 }, 100)).toEqual([0]);
  });
});
