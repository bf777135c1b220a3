import type { DatasetOut, MeasureOut } from "@unionhome/client/model";

/** Divisions of every dataset: the unions directly below, and the months of the period. */
export const ALWAYS = ["child", "month"] as const;
export const MOST = 4;

export type Place = "rows" | "columns";
export type Laid = Record<Place, readonly string[]>;

/** The divisions that are the dataset's own, in its order: the server counts some of them together, others not. */
const ownOf = (dataset: DatasetOut, divisions: readonly string[]): string[] =>
  dataset.dimensions.map(({ code }) => code).filter((code) => divisions.includes(code));

/** Whether a measure is counted by all of these together. */
export function divides(dataset: DatasetOut, measure: MeasureOut, divisions: readonly string[]): boolean {
  const own = ownOf(dataset, divisions);
  return own.length === 0 || measure.by.some((by) => by.join() === own.join());
}

/** Whether the table still has an answer with one division more. */
export function fits(dataset: DatasetOut, measures: readonly string[], divisions: readonly string[]): boolean {
  if (divisions.length > MOST) return false;
  const asked = dataset.measures.filter(({ code }) => measures.includes(code));
  if (asked.length === 0) return dataset.measures.some((one) => divides(dataset, one, divisions));
  return asked.every((one) => divides(dataset, one, divisions));
}

/** A division put somewhere, or taken away; wherever it stood before it stands no longer. */
export function put(laid: Laid, code: string, place: Place | null, at?: number): Laid {
  const rows = laid.rows.filter((one) => one !== code);
  const columns = laid.columns.filter((one) => one !== code);
  if (place === null) return { rows, columns };
  const target = place === "rows" ? rows : columns;
  target.splice(at ?? target.length, 0, code);
  return { rows, columns };
}
