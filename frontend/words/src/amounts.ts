/**
 * How amounts are read that people type and paste (ui.md 3.6). Text goes to whole fen by its digits: no number in
 * between that could lose one.
 */

/** Why a text is no amount: letters in it, more than two places of a yuan, more than one number can hold. */
export type AmountFault = "letters" | "places" | "large";

export type AmountRead = { fen: number | null; fault?: undefined } | { fen?: undefined; fault: AmountFault };

/** What an amount may be typed with: digits, their marks, and the words of money. */
const TYPED = /^[\d.,\s¥元圆万亿]*$/;
const SHAPE = /^¥?(\d*)(?:\.(\d*))?([万亿]?)[元圆]?$/;
const PLACES: Readonly<Record<string, number>> = { "": 0, 万: 4, 亿: 8 };
/** Fen of what a table of the database holds (a hundred thousand million yuan), and exact as a number. */
const MOST_DIGITS = 13;

/**
 * "1,234.5", "１２３４", "¥800 元", "1.2万" as fen; nothing typed is null. Marks of thousands may stand anywhere among the
 * digits: while somebody types in the middle of "1,234" they stand wrong for a moment.
 */
export function readAmount(text: string): AmountRead {
  // NFKC makes half-width of 全角, and 。 is what a Chinese keyboard gives for the point.
  const plain = text
    .normalize("NFKC")
    .replace(/[。．]/g, ".")
    .replace(/[，、]/g, ",")
    .replace(/[¥￥]/g, "¥");
  if (!TYPED.test(plain)) return { fault: "letters" };
  const shape = SHAPE.exec(plain.replace(/[,\s]/g, ""));
  if (!shape) return { fault: "letters" };
  const [, whole = "", part = "", large = ""] = shape;
  if (whole === "" && part === "") return { fen: null };
  const shift = (PLACES[large] ?? 0) + 2;
  const fraction = part.replace(/0+$/, "");
  if (fraction.length > shift) return { fault: "places" };
  const digits = `${whole}${fraction.padEnd(shift, "0")}`.replace(/^0+(?=\d)/, "");
  return digits.length > MOST_DIGITS ? { fault: "large" } : { fen: Number(digits) };
}

/** Fen as they stand in a field: 123450 -> "1,234.50". Every digit is that of the integer. */
export function typedAmount(fen: number | null | undefined): string {
  if (fen == null) return "";
  const digits = String(Math.abs(fen)).padStart(3, "0");
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${fen < 0 ? "-" : ""}${whole}.${digits.slice(-2)}`;
}
