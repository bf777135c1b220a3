import type { QualificationRow } from "@unionhome/client/model";
import { expect, it } from "vitest";
import { draftsOf, toggled, toggledForAll } from "../src/features/qualification/data";

const row = (id: string, marks: number[], more: Partial<QualificationRow> = {}) =>
  ({
    organization_id: id,
    marks,
    version: marks.length ? 1 : 0,
    reason: null,
    from_organization_name: marks.length ? "城关镇总工会" : null,
    ...more,
  }) as QualificationRow;
const JUDGE = "城关镇总工会";

it("sends what says something else, in the order of the criteria", () => {
  const rows = [row("a", [1, 2]), row("b", [])];
  const ticked = toggled(rows[1] as QualificationRow, toggled(rows[0] as QualificationRow, {}, 1), 3);
  expect(draftsOf(rows, toggled(rows[1] as QualificationRow, ticked, 2), JUDGE)).toEqual([
    { organization_id: "a", marks: [2], version: 1 },
    { organization_id: "b", marks: [2, 3], version: 0 },
  ]);
});

it("sends nothing of a row that was ticked there and back", () => {
  const a = row("a", [1, 2]);
  expect(draftsOf([a], toggled(a, toggled(a, {}, 2), 2), JUDGE)).toEqual([]);
});

it("sends a union that meets nothing, once it was looked at", () => {
  const b = row("b", []);
  expect(draftsOf([b], toggled(b, toggled(b, {}, 1), 1), JUDGE)).toEqual([
    { organization_id: "b", marks: [], version: 0 },
  ]);
});

it("sends what the union said of itself, when it is confirmed as it is", () => {
  const own = row("a", [1, 2], { from_organization_name: "青溪纺织有限公司工会" });
  expect(draftsOf([own], { a: [1, 2] }, JUDGE)).toEqual([{ organization_id: "a", marks: [1, 2], version: 1 }]);
});

it("gives a criterion to everybody who may be judged, and takes it away once all have it", () => {
  const rows = [row("a", [1]), row("b", []), row("c", [], { reason: "由县总工会评定" })];
  const all = toggledForAll(rows, {}, 1);
  expect(all).toEqual({ b: [1] });
  expect(toggledForAll(rows, all, 1)).toEqual({ a: [], b: [] });
});
