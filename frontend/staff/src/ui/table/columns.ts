import type { ReactNode } from "react";

export interface Column<Row> {
  /** Stable: remembered in settings and named in exports. */
  key: string;
  /** With the unit: "金额（元）". */
  title: string;
  /** Pixels; without it the column shares what is left (at least `min`). */
  width?: number;
  min?: number;
  /** Numbers and money stand right. */
  align?: "start" | "end";
  /** The server's name to sort by; the head becomes a button. */
  sort?: string;
  /** The column that says which record this is: never hidden, stays when the table scrolls sideways. */
  lead?: boolean;
  /** Not shown until somebody asks for it. */
  extra?: boolean;
  /** Shown masked; in a file it may be whole, for who may and is allowed to. */
  masked?: boolean;
  /** Made for the page that is shown, so no file has it. */
  screenOnly?: boolean;
  cell(row: Row): ReactNode;
}

/** What a reader changed about a table. Keys may be out of date after a release. */
export interface TableHabit {
  order: readonly string[];
  hidden: readonly string[];
  density: Density;
}

export const DENSITIES = ["roomy", "normal", "tight"] as const;
export type Density = (typeof DENSITIES)[number];
export const ROW_HEIGHT: Record<Density, number> = { roomy: 44, normal: 36, tight: 30 };

type Keyed = Pick<Column<never>, "key" | "lead" | "extra">;

export function defaultHabit(columns: readonly Keyed[]): TableHabit {
  return {
    order: columns.map((column) => column.key),
    hidden: columns.filter((column) => column.extra).map((column) => column.key),
    density: "normal",
  };
}

/**
 * Columns in the reader's order. Keys that no longer exist are dropped; a column that is new since the habit was saved
 * appears after the one it follows by default. A lead column comes first and is always there.
 */
export function arranged<C extends Keyed>(columns: readonly C[], habit: TableHabit): C[] {
  const byKey = new Map(columns.map((column) => [column.key, column]));
  const order = habit.order.filter((key) => byKey.has(key));
  columns.forEach((column, index) => {
    if (order.includes(column.key)) return;
    const before = columns[index - 1];
    order.splice(before ? order.indexOf(before.key) + 1 : 0, 0, column.key);
  });
  const all = order.map((key) => byKey.get(key) as C);
  return [...all.filter((column) => column.lead), ...all.filter((column) => !column.lead)];
}

export function shown<C extends Keyed>(columns: readonly C[], habit: TableHabit): C[] {
  return arranged(columns, habit).filter((column) => column.lead || !habit.hidden.includes(column.key));
}

/** Moves a column one place; the lead column and the ends stay. */
export function moved(columns: readonly Keyed[], habit: TableHabit, key: string, by: -1 | 1): TableHabit {
  const order = arranged(columns, habit).map((column) => column.key);
  const from = order.indexOf(key);
  const leads = columns.filter((column) => column.lead).length;
  const to = from + by;
  if (from < leads || to < leads || to >= order.length) return habit;
  order.splice(to, 0, ...order.splice(from, 1));
  return { ...habit, order };
}

/** "-joined_on" and "joined_on" for a click on a head: first ascending, then descending, then the server's order. */
export function nextSort(current: string | undefined, key: string): string | undefined {
  if (current === key) return `-${key}`;
  return current === `-${key}` ? undefined : key;
}
