import type { Goods, VisitDraft, VisitItem } from "@unionhome/client/model";
import { readAmount, typedAmount } from "@unionhome/words";
import { goodsText } from "../data";

/** The columns of the grid that are typed into, in the order in which a block from a spreadsheet falls on them. */
export const TYPED = ["cash", "goods", "worth", "day", "time", "note"] as const;
export type Column = (typeof TYPED)[number];

/** A stop as it is typed: texts until it is saved. */
export type Row = Readonly<Record<Column, string> & { kind: string; team: string }>;
/** What was typed, by stop. */
export type Typed = Readonly<Record<string, Row>>;

/** Fen that a door is brought at most. */
export const MOST_FEN = 10_000_000_00;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const CLOCK = /^([01]?\d|2[0-3])[:：][0-5]\d$/;
const GOODS = /^(.*?)\s*[x×*]?\s*(\d{1,3})?\s*$/;

export const rowOf = (stop: VisitItem): Row => ({
  cash: typedAmount(stop.cash_fen),
  goods: goodsText(stop.goods),
  worth: typedAmount(stop.goods_fen),
  day: stop.visit_on,
  time: stop.visit_time ?? "",
  note: stop.note,
  kind: stop.kind,
  team: stop.team_id,
});

/** "1,200 元", "１２００" as fen, an empty cell as nought; null when it is no amount that a door is brought. */
export function readFen(text: string): number | null {
  const { fen, fault } = readAmount(text);
  return fault || (fen ?? 0) > MOST_FEN ? null : (fen ?? 0);
}

const storedFen = (goods: readonly Goods[]): number =>
  goods.reduce((sum, one) => sum + (one.lot_id ? (one.value_fen ?? 0) : 0), 0);

/**
 * `大米 2、油×1` with what all of it is worth that is not of a lot; it stands with the first of those: the table sums it and
 * never splits it. What is called like goods of a lot among `known` stays of that lot, at its price.
 */
export function readGoods(text: string, worthFen: number, known: readonly Goods[] = []): Goods[] {
  const parts = text
    .normalize("NFKC")
    .split(/[、,，;；]/)
    .map((part) => part.trim())
    .filter(Boolean);
  let left = worthFen;
  return parts.map((part) => {
    const [, typed = part, digits] = GOODS.exec(part) ?? [];
    const [name, count] = [typed || part, Number(digits ?? 1) || 1];
    const lot = known.find((one) => one.lot_id && one.name === name);
    if (lot) return { name, count, value_fen: count * priceOf(lot), lot_id: lot.lot_id };
    const value_fen = left;
    left = 0;
    return { name, count, value_fen };
  });
}

const priceOf = ({ value_fen = 0, count = 1 }: Goods): number => Math.round(value_fen / count);

/** `2026/1/10` and `2026.1.10` are what spreadsheets put on the clipboard. */
export function readDay(text: string): string | null {
  const [year, month, day] = text.trim().split(/\D+/);
  const said = `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`;
  return DAY.test(said) ? said : null;
}

/** Which cells of a row cannot be sent as they are. */
export function faultsOf(row: Row): Column[] {
  const faults: Column[] = [];
  const worth = readFen(row.worth);
  if (readFen(row.cash) === null) faults.push("cash");
  if (worth === null || (worth > 0 && row.goods.trim() === "")) faults.push("worth");
  if (readDay(row.day) === null) faults.push("day");
  if (row.time.trim() !== "" && !CLOCK.test(row.time.trim())) faults.push("time");
  return faults;
}

/** A typed row as it is sent; goods that were not touched keep their worth one by one. */
export function draftOf(stop: VisitItem, row: Row): VisitDraft {
  const before = rowOf(stop);
  const sameWorth = alike("worth", row, before);
  const same = row.goods === before.goods && sameWorth;
  // The worth on screen is that of all goods; what does not come out of the store keeps its own when only that is retyped.
  const stored = storedFen(stop.goods);
  const own = sameWorth ? stop.goods_fen - stored : Math.max(0, (readFen(row.worth) ?? 0) - stored);
  return {
    id: stop.id,
    team_id: row.team,
    place: row.team === stop.team_id ? stop.place : null,
    kind: row.kind as VisitDraft["kind"],
    cash_fen: readFen(row.cash) ?? 0,
    goods: same ? stop.goods : readGoods(row.goods, own, stop.goods),
    visit_on: readDay(row.day),
    visit_time: row.time.trim() || null,
    note: row.note.trim(),
  };
}

export const differs = (stop: VisitItem, row: Row): boolean => {
  const before = rowOf(stop);
  return (Object.keys(before) as (keyof Row)[]).some((key) => !alike(key, before, row));
};

/** Whether two rows say the same: "500" is "500.00", and what is no amount is like nothing. */
function alike(key: keyof Row, one: Row, other: Row): boolean {
  if (!isAmount(key)) return one[key] === other[key];
  const fen = readFen(one[key]);
  return fen !== null && fen === readFen(other[key]);
}

/** An amount in order once its cell is left; what is none stays as it was typed, to be mended. */
export function ordered(column: Column, text: string): string {
  const fen = isAmount(column) ? readFen(text) : null;
  return fen === null ? text : typedAmount(fen);
}

export const isAmount = (column: string): boolean => column === "cash" || column === "worth";

/** Rows and columns as a spreadsheet puts them on the clipboard. */
export function readBlock(text: string): string[][] {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  return lines.map((line) => line.split("\t").map((cell) => cell.trim()));
}

/** What a pasted block leaves in the grid, from one cell on to the right and down; what lies beyond it is dropped. */
export function pasted(
  typed: Typed,
  block: readonly (readonly string[])[],
  stops: readonly VisitItem[],
  at: { row: number; column: Column },
): Typed {
  const next: Record<string, Row> = { ...typed };
  const first = TYPED.indexOf(at.column);
  block.forEach((line, down) => {
    const stop = stops[at.row + down];
    if (stop?.status !== "planned") return;
    const change: Partial<Record<Column, string>> = {};
    line.forEach((text, right) => {
      const column = TYPED[first + right];
      if (column) change[column] = text;
    });
    next[stop.id] = { ...(next[stop.id] ?? rowOf(stop)), ...change };
  });
  return next;
}
