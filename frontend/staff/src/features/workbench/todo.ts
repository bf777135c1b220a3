import type { TodoItem, Workbench } from "@unionhome/client/model";
import { daysBetween } from "@unionhome/words";

/** When something has to be done, as the day is planned: `open` has no day of its own. */
export const GROUPS = ["overdue", "today", "week", "later", "open"] as const;
export type Group = (typeof GROUPS)[number];

const WEEK = 6;

/** Monday to Sunday, 0 to 6. */
const weekday = (on: string): number => (new Date(`${on}T00:00:00Z`).getUTCDay() + WEEK) % 7;

/** The Sunday of the week of a day. */
export function weekEnds(today: string): string {
  return new Date(Date.parse(today) + (WEEK - weekday(today)) * 86_400_000).toISOString().slice(0, 10);
}

export function groupOf(item: Pick<TodoItem, "due_on">, today: string): Group {
  if (!item.due_on) return "open";
  if (item.due_on < today) return "overdue";
  if (item.due_on === today) return "today";
  return item.due_on <= weekEnds(today) ? "week" : "later";
}

export interface Planned {
  group: Group;
  items: readonly TodoItem[];
}

/**
 * The day's list: what is late first. Re-elections that are months away stand at the right, not here: nobody begins them
 * today.
 */
export function planned(items: readonly TodoItem[], today: string): Planned[] {
  const now = items.filter((item) => !isAhead(item, today));
  return GROUPS.map((group) => ({ group, items: now.filter((item) => groupOf(item, today) === group) })).filter(
    (one) => one.items.length > 0,
  );
}

/** A re-election that is not due this week. */
export const isAhead = (item: Pick<TodoItem, "kind" | "due_on">, today: string): boolean =>
  item.kind === "term" && groupOf(item, today) === "later";

/** How many wait, those included that were not sent. */
export function waiting(day: Pick<Workbench, "items" | "counts" | "today">): number {
  const all = day.counts.reduce((sum, one) => sum + one.count, 0);
  return all - day.items.filter((item) => isAhead(item, day.today)).length;
}

/** Days left; negative when it is late. */
export const daysLeft = (item: Pick<TodoItem, "due_on">, today: string): number | null =>
  item.due_on ? daysBetween(today, item.due_on) : null;

/** What the server left out, as it sends the first of each kind only: `[kind, how many more]`. */
export function beyond(day: Pick<Workbench, "items" | "counts">): [kind: string, more: number][] {
  return day.counts
    .map(({ kind, count }): [string, number] => [kind, count - day.items.filter((item) => item.kind === kind).length])
    .filter(([, more]) => more > 0);
}

/** True when more are late than are listed: everything listed of a cut-off kind is late. */
export function lateIsMore(day: Pick<Workbench, "items" | "counts">, today: string): boolean {
  return beyond(day).some(([kind]) =>
    day.items.filter((item) => item.kind === kind).every((item) => groupOf(item, today) === "overdue"),
  );
}

/** What a union below can be urged about by this item, if it can: a re-election that is due, a transfer that is late. */
export function subjectOf(item: Pick<TodoItem, "kind" | "overdue_days">): "term" | "transfer" | null {
  if (item.kind === "term") return "term";
  return (item.kind === "transfer_in" || item.kind === "transfer_out") && item.overdue_days > 0 ? "transfer" : null;
}
