import type { FittingDemand } from "@unionhome/client/model";

/** Seats by demand, as they are typed. */
export type Typed = Readonly<Record<string, number>>;

export const givenNow = (rows: readonly FittingDemand[]): Typed =>
  Object.fromEntries(rows.map((row) => [row.id, row.seats]));

/** The most that a demand can still take: what it asks for less what other trips gave it. */
export const mostOf = (row: FittingDemand): number => row.people - row.elsewhere;

export const sumOf = (typed: Typed): number => Object.values(typed).reduce((sum, seats) => sum + seats, 0);

/** Everybody what they still want, in the order of the list, while there are seats. */
export function shared(rows: readonly FittingDemand[], seats: number): Typed {
  let left = seats;
  const given: Record<string, number> = {};
  for (const row of rows) {
    given[row.id] = Math.min(mostOf(row), left);
    left -= given[row.id] ?? 0;
  }
  return given;
}

/** What is typed into a field: a whole number, or nothing for none. Undefined where it is neither. */
export function readSeats(raw: string): number | undefined {
  const said = raw.trim();
  if (said === "") return 0;
  return /^\d{1,4}$/.test(said) ? Number(said) : undefined;
}
