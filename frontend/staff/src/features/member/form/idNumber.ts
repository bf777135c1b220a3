/**
 * What a resident's number says by itself, told while it is typed. The server judges again and knows more: area codes,
 * other kinds of document.
 */
export interface Read {
  fault: "length" | "character" | "birth_date" | "check" | null;
  /** The check character that the other digits ask for, when that is the fault. */
  expected?: string;
  sex?: "male" | "female";
  born_on?: string;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = "10X98765432";

/** Full-width digits, spaces and hyphens are how people paste; the server takes them off too. */
export const tidy = (typed: string): string => typed.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();

export function readIdNumber(typed: string, todayOn: string): Read {
  const number = tidy(typed);
  if (number.length !== 18) return { fault: "length" };
  if (!/^\d{17}[\dX]$/.test(number)) return { fault: "character" };
  const born_on = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isDay(born_on) || born_on > todayOn) return { fault: "birth_date" };
  const sum = WEIGHTS.reduce((all, weight, at) => all + weight * Number(number[at]), 0);
  const expected = CHECKS[sum % 11];
  if (number[17] !== expected) return { fault: "check", expected };
  return { fault: null, sex: Number(number[16]) % 2 === 1 ? "male" : "female", born_on };
}

function isDay(on: string): boolean {
  const at = new Date(`${on}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === on;
}
