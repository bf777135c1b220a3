import { MISSING } from "./numbers";

/** Groups for the eye; what is copied is the plain code. */
function grouped(value: string, sizes: readonly number[]): string {
  const parts: string[] = [];
  let at = 0;
  for (let i = 0; at < value.length; i++) {
    const size = sizes[Math.min(i, sizes.length - 1)] ?? value.length;
    parts.push(value.slice(at, at + size));
    at += size;
  }
  return parts.join(" ");
}

/** 统一社会信用代码: "81 4399 2134 2101 7X5K": two for the authority and kind, then fours. */
export function creditCode(value: string | null | undefined): string {
  return value ? grouped(value, [2, 4]) : MISSING;
}

/** Member numbers and cards in fours. */
export function inFours(value: string | null | undefined): string {
  return value ? grouped(value, [4]) : MISSING;
}

/** "138 2461 5678". A masked number stays in one piece. */
export function phone(value: string | null | undefined): string {
  if (!value) return MISSING;
  return /^\d{11}$/.test(value) ? grouped(value, [3, 4]) : value;
}

const CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

export type CreditCodeFault = { fault: "length" | "letters" } | { fault: "check"; expected: string };

/** What is wrong with a 统一社会信用代码 (GB 32100): its length, its letters, or its check character. Null: nothing. */
export function creditCodeFault(typed: string): CreditCodeFault | null {
  const code = typed.replace(/\s/g, "").toUpperCase();
  if (code.length !== 18) return { fault: "length" };
  const values = [...code].map((letter) => CODE_LETTERS.indexOf(letter));
  if (values.includes(-1)) return { fault: "letters" };
  // Weights are the powers of 3 modulo 31.
  let weight = 1;
  let sum = 0;
  for (const value of values.slice(0, 17)) {
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  const expected = CODE_LETTERS.charAt((31 - (sum % 31)) % 31);
  return code.endsWith(expected) ? null : { fault: "check", expected };
}
