/** How numbers are written for people (ui.md 3.6). Missing is "—", never 0: 0 is a fact. */
export const MISSING = "—";

type Maybe = number | null | undefined;

const grouped = new Intl.NumberFormat("en-US");
const fixed = (places: number) =>
  new Intl.NumberFormat("en-US", { minimumFractionDigits: places, maximumFractionDigits: places });
const two = fixed(2);
const one = fixed(1);

/** 12345 -> "12,345" */
export function count(value: Maybe): string {
  return value == null ? MISSING : grouped.format(value);
}

/** Where the server stops counting a list. */
const UNCOUNTED = 10_001;

/** Whether a list has more rows than were counted. */
export const isUncounted = (total: Maybe): boolean => total === UNCOUNTED;

/** How many rows a list has: 15542 -> "15,542", and "10,000+" where the server stopped counting. */
export function rowsInWords(total: Maybe): string {
  return isUncounted(total) ? `${count(UNCOUNTED - 1)}+` : count(total);
}

/** Fen to yuan for tables, unit in the head: 1234560 -> "12,345.60" */
export function yuan(fen: Maybe): string {
  return fen == null ? MISSING : two.format(fen / 100);
}

/** Fen to yuan within a sentence: 1234560 -> "¥12,345.60" */
export function yuanInText(fen: Maybe): string {
  return fen == null ? MISSING : `${fen < 0 ? "−" : ""}¥${two.format(Math.abs(fen) / 100)}`;
}

export interface Figure {
  value: string;
  /** "wan" is ten thousand; the word is the reader's language's. */
  unit: "yuan" | "wan_yuan";
  exact: string;
}

/** Fen for a large figure: from 10,000 yuan on in 万元, with the exact sum for the tooltip. */
export function moneyFigure(fen: Maybe): Figure {
  const exact = yuanInText(fen);
  if (fen == null) return { value: MISSING, unit: "yuan", exact };
  return Math.abs(fen) >= 1_000_000
    ? { value: one.format(fen / 1_000_000), unit: "wan_yuan", exact }
    : { value: two.format(fen / 100), unit: "yuan", exact };
}

/** 926, 1000 -> {text: "92.6%", basis: "926/1,000"}. Nothing out of nothing is missing, not 0 %. */
export function percent(part: Maybe, whole: Maybe): { text: string; basis: string } {
  if (part == null || whole == null || whole === 0) return { text: MISSING, basis: MISSING };
  return { text: `${one.format((part / whole) * 100)}%`, basis: `${count(part)}/${count(whole)}` };
}

/** +326, −12, 0 */
export function change(value: Maybe): string {
  if (value == null) return MISSING;
  return value > 0 ? `+${grouped.format(value)}` : value < 0 ? `−${grouped.format(-value)}` : "0";
}
