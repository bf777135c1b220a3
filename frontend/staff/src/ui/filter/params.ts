/**
 * Filters as they stand in an address: words, lists joined by commas, dates and numbers. What somebody typed there by
 * hand may be anything; what does not fit is as if it were not there.
 */
type Search = Record<string, unknown>;

/** A word; numbers are taken as what was typed. */
export function word(search: Search, key: string): string | undefined {
  const value = search[key];
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** One of a few. */
export function oneOf<T extends string>(search: Search, key: string, known: readonly T[]): T | undefined {
  const value = word(search, key);
  return known.find((one) => one === value);
}

/** "a,b": a list without repetitions, in the given order; undefined when empty, so that the address stays short. */
export function wordsOf(value: string | undefined): string[] {
  return [...new Set((value ?? "").split(",").filter(Boolean))];
}

export function joined(values: readonly string[]): string | undefined {
  return values.length ? values.join(",") : undefined;
}

/** A plain date. */
export function day(search: Search, key: string): string | undefined {
  const value = word(search, key);
  return value && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
}

/** Two plain dates with a wave between, either end open: "2026-01-01~2026-12-31". */
export function days(search: Search, key: string): string | undefined {
  return spanOf(endsOf(word(search, key)));
}

/** The first and the last day of such a span, where they are said and are days. */
export function endsOf(span: string | undefined): { from?: string; to?: string } {
  const [from, to] = (span ?? "").split("~").map((end) => (/^\d{4}-\d{2}-\d{2}$/.test(end) ? end : undefined));
  return { from, to };
}

/** The span of two days; undefined when both ends are open. */
export function spanOf({ from, to }: { from?: string; to?: string }): string | undefined {
  return from || to ? `${from ?? ""}~${to ?? ""}` : undefined;
}

/** A whole number from 0 on. */
export function whole(search: Search, key: string): number | undefined {
  const value = word(search, key);
  return value && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

/** Yes or no; anything else is not said. */
export function flag(search: Search, key: string): boolean | undefined {
  const value = search[key];
  if (value === true || value === "true") return true;
  return value === false || value === "false" ? false : undefined;
}
