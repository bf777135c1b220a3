import type { SpecialDayOut } from "@unionhome/client/model";

/** What is said of single days of a year: by their date. */
export type Days = ReadonlyMap<string, SpecialDayOut>;

export const daysOf = (days: readonly SpecialDayOut[]): Days => new Map(days.map((day) => [day.on, day]));

/** In their order, as they are sent. */
export const listed = (days: Days): SpecialDayOut[] => [...days.values()].sort((a, b) => a.on.localeCompare(b.on));

const SATURDAY = 5;

/** Monday to Sunday, 0 to 6. */
export const weekdayOf = (on: string): number => (new Date(`${on}T00:00:00Z`).getUTCDay() + 6) % 7;

/** The days of a month, 1 to 12, as dates. */
export function monthOf(year: number, month: number): string[] {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const pad = (n: number) => String(n).padStart(2, "0");
  return Array.from({ length }, (_, n) => `${year}-${pad(month)}-${pad(n + 1)}`);
}

export type Spent = "worked" | "free" | "off" | "made_up";

/** How a day is spent: as its weekday says, or as is said of it. */
export function spentOn(days: Days, on: string): Spent {
  return days.get(on)?.kind ?? (weekdayOf(on) < SATURDAY ? "worked" : "free");
}

/** A click: a weekday becomes free and worked again; a weekend becomes worked and free again. */
export function turned(days: Days, on: string, name: string): Days {
  const next = new Map(days);
  const weekend = weekdayOf(on) >= SATURDAY;
  const kind = days.get(on)?.kind;
  if (kind === "made_up" || (kind === "off" && !weekend)) next.delete(on);
  else next.set(on, { on, kind: weekend ? "made_up" : "off", name });
  return next;
}

/** How many days of the year are worked. */
export function workedIn(days: Days, year: number): number {
  const all = Array.from({ length: 12 }, (_, n) => monthOf(year, n + 1)).flat();
  return all.filter((on) => ["worked", "made_up"].includes(spentOn(days, on))).length;
}

export const same = (one: Days, two: Days): boolean => JSON.stringify(listed(one)) === JSON.stringify(listed(two));
