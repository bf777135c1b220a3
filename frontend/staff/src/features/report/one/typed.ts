import type { CellDraft, ReportFormOut, ReportOut } from "@unionhome/client/model";
import { cellsOf, itemsOf } from "../data";

/** What was typed into a report: numbers as text, and why a figure of the register is changed. */
export interface Typed {
  values: Readonly<Record<string, string>>;
  reasons: Readonly<Record<string, string>>;
}

export const NOTHING: Typed = { values: {}, reasons: {} };

/** "1,200" or "１２００" as a number; null when empty, undefined when it is none. */
export function readCount(text: string): number | null | undefined {
  const plain = text.normalize("NFKC").replace(/[,\s]/g, "");
  if (plain === "") return null;
  return /^\d{1,10}$/.test(plain) && Number(plain) <= 2_000_000_000 ? Number(plain) : undefined;
}

export interface Drafts {
  cells: CellDraft[];
  wrong: ReadonlySet<string>;
  /** Figures of the register that are changed, and so want a reason. */
  explain: readonly string[];
}

/** The numbers that differ from what stands, as they are sent. */
export function draftsOf(form: ReportFormOut, report: ReportOut, typed: Typed): Drafts {
  const cells = cellsOf(report);
  const items = itemsOf(form);
  const drafts: CellDraft[] = [];
  const wrong = new Set<string>();
  const explain: string[] = [];
  for (const [code, text] of Object.entries(typed.values)) {
    const cell = cells.get(code);
    if (!cell) continue;
    const value = readCount(text);
    if (value === undefined) {
      wrong.add(code);
      continue;
    }
    if (value === cell.value) continue;
    const over = !items.get(code)?.by_hand && value !== null && cell.computed !== null && value !== cell.computed;
    if (over) explain.push(code);
    drafts.push({ item: code, value, reason: over ? (typed.reasons[code] ?? "").trim() : "" });
  }
  return { cells: drafts, wrong, explain };
}

/** Whether everything that is changed is a number and has its reason. */
export const isReady = (drafts: Drafts): boolean =>
  drafts.cells.length > 0 &&
  drafts.wrong.size === 0 &&
  drafts.cells.every((cell) => !drafts.explain.includes(cell.item) || (cell.reason ?? "").length >= 2);
