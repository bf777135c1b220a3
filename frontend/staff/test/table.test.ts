import { describe, expect, it } from "vitest";
import { arranged, defaultHabit, moved, nextSort, shown } from "../src/ui/table/columns";
import { coverOf, EVERYTHING, isSelected, NOTHING, pageToggled, sizeOf, toggled } from "../src/ui/table/selection";

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
