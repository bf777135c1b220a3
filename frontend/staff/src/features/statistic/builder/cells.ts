import type { PivotColumn, PivotHead, PivotOut } from "@unionhome/client/model";
import { MISSING } from "@unionhome/words";
import { signed, written } from "../page/KeyFigures";

/** A figure as it is read: a share in percent, a change with its sign. */
export function told(value: number | null, column: PivotColumn): string {
  if (value === null) return MISSING;
  if (column.shows === "change") return signed(value);
  return written(value, column.shows === "share" ? "percent" : column.unit);
}

/** The heads over a line or a column, outermost first. */
export const headsAt = (heads: readonly PivotHead[], at: number): string[] =>
  heads
    .filter((head) => head.at <= at && at < head.at + head.span)
    .sort((one, other) => one.level - other.level)
    .map((head) => head.text);

/**
 * The table as cells for the clipboard. A head stands in the first of the cells that it covers, as where cells are
 * merged; figures are numbers that a spreadsheet adds up, amounts in yuan, and what is not known is empty.
 */
export function clipOf(pivot: PivotOut): string {
  const left = pivot.corner.length;
  const rows: string[][] = Array.from({ length: pivot.head_levels + pivot.lines.length }, () =>
    Array.from({ length: left + pivot.columns.length }, () => ""),
  );
  const write = (row: number, column: number, text: string) => {
    const line = rows[row];
    if (line) line[column] = plain(text);
  };
  pivot.corner.forEach((text, at) => {
    write(0, at, text);
  });
  for (const head of pivot.column_heads) write(head.level, left + head.at, head.text);
  for (const head of pivot.line_heads) write(pivot.head_levels + head.at, head.level, head.text);
  pivot.lines.forEach((line, number) => {
    line.cells.forEach(({ value }, at) => {
      write(pivot.head_levels + number, left + at, value === null ? "" : figure(value, pivot.columns[at]));
    });
  });
  return rows.map((row) => row.join("\t")).join("\r\n");
}

const figure = (value: number, column: PivotColumn | undefined): string =>
  column?.unit === "fen" && (column.shows === "value" || column.shows === "before")
    ? (value / 100).toFixed(2)
    : String(value);

/** A name is no formula and no second cell, whatever it begins with. */
const plain = (text: string): string => {
  const one = text.replace(/[\t\r\n]+/g, " ");
  return /^[=+@＝＋＠]/.test(one) || /^[-－](?!\d)/.test(one) ? `'${one}` : one;
};
