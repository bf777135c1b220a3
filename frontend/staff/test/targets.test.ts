import type { TargetBoard, TargetCell, TargetMeasure } from "@unionhome/client/model";
import { describe, expect, it } from "vitest";
import { partsOf, written } from "../src/features/target/data";
import { changesOf, splitOf, usualOf } from "../src/features/target/sheet/changes";
import { cellKey, pasted, readCells, readValue } from "../src/features/target/sheet/paste";

const MEASURES: TargetMeasure[] = ["unions_founded", "members_grown", "card_rate"];

function cell(measure: TargetMeasure, more: Partial<TargetCell> = {}): TargetCell {
  return {
    measure,
    target: null,
    actual: null,
    done: null,
    due: null,
    state: null,
    due_on: null,
    from_organization_name: null,
    set_by_name: null,
    set_at: null,
    usual: null,
    usual_due_on: null,
    version: 0,
    ...more,
  };
}

function board(cells: Partial<Record<TargetMeasure, Partial<TargetCell>>> = {}): TargetBoard {
  const row = (id: string) => ({
    organization_id: id,
    organization_name: id,
    kind: "township_federation" as const,
    cells: MEASURES.map((measure) => cell(measure, cells[measure])),
  });
  return {
    year: 2026,
    organization_id: "county",
    organization_name: "青溪县总工会",
    as_of: "2026-11-26T09:00:00+08:00",
    own: { ...row("county"), kind: "county_federation" },
    items: [row("a"), row("b")],
    sums: [],
    steps: [],
    next_cursor: null,
    total: 2,
  };
}

describe("a sheet of targets", () => {
  it("takes a block as a spreadsheet puts it on the clipboard, and drops what lies beyond", () => {
    const block = readCells("4\t50\t95%\t9\r\n3\t30\t\r\n1\t1\t1\r\n");
    const typed = pasted({}, block, { orgs: ["a", "b"], measures: MEASURES }, { row: 0, column: 0 });
    expect(typed).toEqual({
      "a unions_founded": "4",
      "a members_grown": "50",
      "a card_rate": "95%",
      "b unions_founded": "3",
      "b members_grown": "30",
      "b card_rate": "",
    });
    const corner = pasted({}, block, { orgs: ["a", "b"], measures: MEASURES }, { row: 1, column: 2 });
    expect(corner).toEqual({ "b card_rate": "4" });
  });

  it.each([
    ["1,200", "members_grown", 1200],
    ["５０", "unions_founded", 50],
    ["4家", "unions_founded", 4],
    ["97.5%", "card_rate", 97.5],
    [" ", "card_rate", null],
    ["97.55", "card_rate", undefined],
    ["101", "card_rate", undefined],
    ["4.5", "unions_founded", undefined],
    ["-3", "members_grown", undefined],
    ["1e3", "members_grown", undefined],
  ] as const)("reads %j of %s as %s", (text, measure, value) => {
    expect(readValue(text, measure)).toBe(value);
  });

  it("sends what differs, with the version that was seen; an emptied cell takes its target away", () => {
    const seen = board({ unions_founded: { target: 4, version: 2 } });
    const typed = {
      [cellKey("a", "unions_founded")]: "",
      [cellKey("b", "unions_founded")]: "4",
      [cellKey("a", "members_grown")]: "50",
      [cellKey("b", "card_rate")]: "many",
    };
    const { drafts, wrong } = changesOf(seen, typed, "2026-05-31");
    expect(drafts).toEqual([
      { organization_id: "a", measure: "unions_founded", value: null, due_on: null, version: 2 },
      { organization_id: "a", measure: "members_grown", value: 50, due_on: "2026-05-31", version: 0 },
    ]);
    expect([...wrong]).toEqual(["b card_rate"]);
  });

  it("fills in what is usual where nothing stands, and adds up what is split", () => {
    const seen = board({ unions_founded: { usual: 4 }, members_grown: { target: 20, usual: 50 } });
    const typed = usualOf(seen, { [cellKey("a", "unions_founded")]: "9" });
    expect(typed).toEqual({ "a unions_founded": "9", "b unions_founded": "4" });
    expect(splitOf(seen, typed, "unions_founded")).toBe(13);
    expect(splitOf(seen, typed, "members_grown")).toBe(40);
    expect(splitOf(seen, { "a unions_founded": "x" }, "unions_founded")).toBeNull();
  });

  it("writes counts whole and rates with a decimal; a bar has its tick", () => {
    expect(written(1200, "members_grown")).toBe("1,200");
    expect(written(95, "card_rate")).toBe("95.0");
    expect(partsOf(cell("unions_founded", { target: 4, actual: 1, due: 3 }))).toEqual({ part: 0.25, tick: 0.75 });
    expect(partsOf(cell("members_grown", { target: 4, actual: -1 }))).toEqual({ part: 0, tick: undefined });
    expect(partsOf(cell("card_rate", { actual: 4 }))).toBeUndefined();
  });
});
