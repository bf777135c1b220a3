import type { TargetBoard, TargetDraft, TargetMeasure, TargetRow } from "@unionhome/client/model";
import { isRate } from "../data";
import { cellKey, readValue, type Typed } from "./paste";

export interface Changes {
  drafts: TargetDraft[];
  /** The keys of cells that hold no value. */
  wrong: ReadonlySet<string>;
}

/** The cells that differ from what is set, as they are sent; the day is that of counts, rates are due at the year's end. */
export function changesOf(board: TargetBoard, typed: Typed, dueOn: string | null): Changes {
  const drafts: TargetDraft[] = [];
  const wrong = new Set<string>();
  for (const row of rowsOf(board)) {
    for (const cell of row.cells) {
      const key = cellKey(row.organization_id, cell.measure);
      const text = typed[key];
      if (text === undefined) continue;
      const value = readValue(text, cell.measure);
      if (value === undefined) wrong.add(key);
      else if (value !== cell.target)
        drafts.push({
          organization_id: row.organization_id,
          measure: cell.measure,
          value,
          due_on: value === null || isRate(cell.measure) ? null : dueOn,
          version: cell.version,
        });
    }
  }
  return { drafts, wrong };
}

/** Whom targets are set of here: those below, and the union itself where nobody stands above it. */
export function rowsOf(board: TargetBoard): readonly TargetRow[] {
  return board.own.kind === "city_federation" ? [board.own, ...board.items] : board.items;
}

/** What is usually asked, in every cell that has a custom and holds nothing yet. */
export function usualOf(board: TargetBoard, typed: Typed): Typed {
  const next: Record<string, string> = { ...typed };
  for (const row of board.items) {
    for (const cell of row.cells) {
      const key = cellKey(row.organization_id, cell.measure);
      if (cell.usual !== null && cell.target === null && !next[key]) next[key] = String(cell.usual);
    }
  }
  return next;
}

/** What would be split of a target of the union, with what is typed. Null where something is no number. */
export function splitOf(board: TargetBoard, typed: Typed, measure: TargetMeasure): number | null {
  let sum = 0;
  for (const row of board.items) {
    const cell = row.cells.find((one) => one.measure === measure);
    const text = typed[cellKey(row.organization_id, measure)];
    const value = text === undefined ? cell?.target : readValue(text, measure);
    if (value === undefined) return null;
    sum += value ?? 0;
  }
  return sum;
}
