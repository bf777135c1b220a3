import type { DemandSummaryRow, DemandSums, Province } from "@unionhome/client/model";

const FIGURES = ["demands", "people", "driving", "allotted", "confirmed", "travelled"] as const;

/** How many need a seat: whoever drives does not. */
export const seated = (sums: DemandSums): number => sums.people - sums.driving;

/** How many have none yet. */
export const short = (sums: DemandSums): number => seated(sums) - sums.allotted;

export function added(rows: readonly DemandSums[]): DemandSums {
  const sum = { demands: 0, people: 0, driving: 0, allotted: 0, confirmed: 0, travelled: 0 };
  for (const row of rows) for (const figure of FIGURES) sum[figure] += row[figure];
  return sum;
}

/** The days on which anybody travels, in their order. */
export const daysOf = (rows: readonly DemandSummaryRow[]): string[] =>
  [...new Set(rows.map((row) => row.travel_on ?? ""))].filter(Boolean).sort();

export interface Line {
  province: Province;
  total: DemandSums;
  cells: ReadonlyMap<string, DemandSummaryRow>;
}

/** A line for each province, those with the most people first. */
export function matrixOf(rows: readonly DemandSummaryRow[]): Line[] {
  const by = new Map<Province, DemandSummaryRow[]>();
  for (const row of rows) if (row.province !== null) by.set(row.province, [...(by.get(row.province) ?? []), row]);
  return [...by]
    .map(([province, cells]) => ({
      province,
      total: added(cells),
      cells: new Map(cells.map((cell) => [cell.travel_on ?? "", cell])),
    }))
    .sort((a, b) => b.total.people - a.total.people);
}
