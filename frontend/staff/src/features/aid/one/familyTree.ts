import type { Relation } from "@unionhome/client/model";

/** Somebody of a household, as far as a tree asks. */
export interface Kin {
  id: string;
  relation: Relation;
}

/** Where somebody stands: the middle of the place, counted in places from the left and in rows from the top. */
export interface Place {
  id: string;
  column: number;
  row: number;
}

/** From the bottom of the upper row to the top of the lower one; `skips` when those between are not in the file. */
export interface Branch {
  from: { columns: number[]; row: number; couple: boolean };
  to: { columns: number[]; row: number };
  skips: boolean;
}

export interface Tree {
  places: Place[];
  /** Two who stand beside each other as a couple: left and right column. */
  couples: { left: number; right: number; row: number }[];
  branches: Branch[];
  columns: number;
  rows: number;
}

const APART = 0.5;
/** Generations above (negative) and below the worker. */
const GENERATION: Record<Relation, number> = {
  grandparent: -2,
  parent: -1,
  spouse_parent: -1,
  sibling: 0,
  self: 0,
  spouse: 0,
  other: 0,
  child: 1,
  grandchild: 2,
};

/**
 * A household as a tree around the worker: the older above, the younger below, the spouse at the side.
 *
 * The file says how each is related to the worker and no more, so children hang from the couple and grandchildren from
 * the row of the children. Who is "other", and the parents of a spouse who is not in the file, stand without a line.
 */
export function familyTree(people: readonly Kin[]): Tree {
  const of = (relation: Relation) => people.filter((one) => one.relation === relation).map((one) => one.id);
  const spouse = of("spouse");
  const middle = spouse.length > 0 ? 0.5 : 0;
  const [parents, theirs] = [of("parent"), of("spouse_parent")];
  const both = parents.length > 0 && theirs.length > 0;
  const generations = [...new Set([0, ...people.map((one) => GENERATION[one.relation])])].sort((a, b) => a - b);

  const at = new Map<string, number>();
  const put = (ids: readonly string[], first: number) => {
    for (const [index, id] of ids.entries()) at.set(id, first + index);
    return ids.map((_, index) => first + index);
  };
  const around = (ids: readonly string[], centre: number) => put(ids, centre - (ids.length - 1) / 2);

  const self = put(of("self"), 0);
  const beside = put(spouse, 1);
  const siblings = put(of("sibling"), -of("sibling").length);
  // Two pairs of parents would stand on each other above a couple: each is moved to its own side.
  const up = both ? put(parents, middle + APART - parents.length) : around(parents, 0);
  const across = both ? put(theirs, middle + APART) : around(theirs, beside[0] ?? 1);
  const oldest = around(of("grandparent"), up.length > 0 ? mean(up) : 0);
  const children = around(of("child"), middle);
  const grandchildren = around(of("grandchild"), children.length > 0 ? mean(children) : middle);
  put(of("other"), (beside.at(-1) ?? 0) + 1 + APART);

  const row = (generation: number) => generations.indexOf(generation);
  const branches: Branch[] = [];
  const hang = (from: number[], fromGeneration: number, to: number[], toGeneration: number, couple: boolean) => {
    if (from.length === 0 || to.length === 0) return;
    branches.push({
      from: { columns: from, row: row(fromGeneration), couple },
      to: { columns: to, row: row(toGeneration) },
      skips: toGeneration - fromGeneration > 1,
    });
  };
  const own = [...siblings, ...self];
  const pair = [...self, ...beside];
  hang(oldest, -2, up.length > 0 ? up : own, up.length > 0 ? -1 : 0, false);
  hang(up, -1, own, 0, up.length === 2);
  hang(across, -1, beside, 0, across.length === 2);
  hang(pair, 0, children, 1, pair.length === 2);
  if (children.length > 0) hang(children, 1, grandchildren, 2, false);
  else hang(pair, 0, grandchildren, 2, pair.length === 2);

  const couples = [
    { ids: pair, generation: 0 },
    { ids: up, generation: -1 },
    { ids: across, generation: -1 },
  ]
    .filter(({ ids }) => ids.length === 2)
    .map(({ ids, generation }) => ({ left: Math.min(...ids), right: Math.max(...ids), row: row(generation) }));
  const left = Math.min(0, ...at.values());
  const right = Math.max(0, ...at.values());
  const moved = (columns: number[]) => columns.map((column) => column - left);
  return {
    places: people.map((one) => ({
      id: one.id,
      column: (at.get(one.id) ?? 0) - left,
      row: row(GENERATION[one.relation]),
    })),
    couples: couples.map((one) => ({ ...one, left: one.left - left, right: one.right - left })),
    branches: branches.map((one) => ({
      ...one,
      from: { ...one.from, columns: moved(one.from.columns) },
      to: { ...one.to, columns: moved(one.to.columns) },
    })),
    columns: right - left + 1,
    rows: generations.length,
  };
}

function mean(columns: readonly number[]): number {
  return columns.reduce((sum, one) => sum + one, 0) / columns.length;
}
