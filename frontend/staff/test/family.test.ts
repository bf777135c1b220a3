import type { Relation } from "@unionhome/client/model";
import { describe, expect, it } from "vitest";
import { familyTree } from "../src/features/aid/one/familyTree";

const family = (...relations: Relation[]) =>
  relations.map((relation, index) => ({ id: `${relation}.${index}`, relation }));
const at = (relations: Relation[]) => {
  const tree = familyTree(family(...relations));
  return Object.fromEntries(tree.places.map((one) => [one.id, [one.column, one.row]]));
};

describe("a household as a tree (AID-07)", () => {
  it("has the spouse at the side and the children under both", () => {
    expect(at(["self", "spouse", "child", "child"])).toEqual({
      "self.0": [0, 0],
      "spouse.1": [1, 0],
      "child.2": [0, 1],
      "child.3": [1, 1],
    });
    const { couples, branches } = familyTree(family("self", "spouse", "child"));
    expect(couples).toEqual([{ left: 0, right: 1, row: 0 }]);
    expect(branches).toEqual([
      { from: { columns: [0, 1], row: 0, couple: true }, to: { columns: [0.5], row: 1 }, skips: false },
    ]);
  });

  it("moves two pairs of parents apart, each over its own", () => {
    const { branches, couples } = familyTree(
      family("self", "spouse", "parent", "parent", "spouse_parent", "spouse_parent"),
    );
    expect(couples).toHaveLength(3);
    const [own, theirs] = branches.map((one) => one.from.columns);
    expect(Math.max(...(own ?? []))).toBeLessThan(Math.min(...(theirs ?? [])));
  });

  it("hangs brothers and sisters from the same parents as the worker", () => {
    const { branches } = familyTree(family("self", "parent", "sibling"));
    expect(branches).toEqual([
      { from: { columns: [1], row: 0, couple: false }, to: { columns: [0, 1], row: 1 }, skips: false },
    ]);
  });

  it("says where a generation is not in the file", () => {
    expect(familyTree(family("self", "grandchild")).branches).toMatchObject([{ skips: true }]);
    expect(familyTree(family("self", "grandparent")).branches).toMatchObject([{ skips: true }]);
    expect(familyTree(family("self", "parent", "grandparent")).branches).toMatchObject([
      { skips: false },
      { skips: false },
    ]);
  });

  it("draws no line to whom the file does not place", () => {
    expect(familyTree(family("self", "other", "spouse_parent")).branches).toEqual([]);
  });

  it("puts nobody on somebody else, whoever is in the file", () => {
    const all: Relation[] = [
      "spouse",
      "child",
      "parent",
      "sibling",
      "spouse_parent",
      "grandparent",
      "grandchild",
      "other",
    ];
    for (let counted = 0; counted < 3 ** all.length; counted += 7) {
      const relations = all.flatMap((relation, index) => {
        const times = Math.floor(counted / 3 ** index) % 3;
        return Array<Relation>(relation === "spouse" ? Math.min(times, 1) : times).fill(relation);
      });
      const people = family("self", ...relations);
      const { places, columns, rows } = familyTree(people);
      expect(places).toHaveLength(people.length);
      for (const one of places) {
        expect(one.column).toBeGreaterThanOrEqual(0);
        expect(one.column).toBeLessThanOrEqual(columns - 1);
        expect(one.row).toBeLessThan(rows);
        const near = places.filter(
          (other) => other !== one && other.row === one.row && Math.abs(other.column - one.column) < 1,
        );
        expect(near).toEqual([]);
      }
    }
  });
});
