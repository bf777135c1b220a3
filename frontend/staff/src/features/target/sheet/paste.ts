import type { TargetMeasure } from "@unionhome/client/model";
import { isRate } from "../data";

/** What was typed into the cells of a sheet, by union and measure: text until it is sent. */
export type Typed = Readonly<Record<string, string>>;

export const cellKey = (org: string, measure: TargetMeasure): string => `${org} ${measure}`;

/** Rows and columns as a spreadsheet puts them on the clipboard. */
export function readCells(text: string): string[][] {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  return lines.map((line) => line.split("\t").map((cell) => cell.trim()));
}

/** What a pasted block leaves in the sheet, from one cell on to the right and down. What lies beyond the sheet is dropped. */
export function pasted(
  typed: Typed,
  block: readonly (readonly string[])[],
  sheet: { orgs: readonly string[]; measures: readonly TargetMeasure[] },
  at: { row: number; column: number },
): Typed {
  const next: Record<string, string> = { ...typed };
  block.forEach((line, down) => {
    line.forEach((text, right) => {
      const org = sheet.orgs[at.row + down];
      const measure = sheet.measures[at.column + right];
      if (org && measure) next[cellKey(org, measure)] = text;
    });
  });
  return next;
}

/** "1,200", "95%", "９５" as a number; null when the cell is empty, undefined when it is none. */
export function readValue(text: string, measure: TargetMeasure): number | null | undefined {
  const plain = text
    .normalize("NFKC")
    .replace(/[,\s]/g, "")
    .replace(isRate(measure) ? /%$/ : /\p{Script=Han}$/u, "");
  if (plain === "") return null;
  if (!/^\d{1,8}(\.\d+)?$/.test(plain)) return undefined;
  const value = Number(plain);
  if (isRate(measure)) return value <= 100 && /^\d+(\.\d)?$/.test(plain) ? value : undefined;
  return Number.isInteger(value) ? value : undefined;
}
