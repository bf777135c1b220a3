import { useCallback, useMemo } from "react";
import { useSetting } from "../page/stores";
import { useKept } from "../page/tab";
import { type Column, defaultHabit, shown, type TableHabit } from "./columns";

export interface Table<Row> {
  id: string;
  columns: readonly Column<Row>[];
  shown: readonly Column<Row>[];
  habit: TableHabit;
  change(habit: TableHabit): void;
  reset(): void;
}

/** A table's columns with the reader's habits. Shared by the table and by the tools in the filter bar. */
export function useTable<Row>(id: string, columns: readonly Column<Row>[]): Table<Row> {
  const usual = useMemo(() => defaultHabit(columns), [columns]);
  const [saved, change] = useSetting<TableHabit | null>(`table.${id}`, null);
  const habit = saved ?? usual;
  const reset = useCallback(() => change(null), [change]);
  return useMemo(
    () => ({ id, columns, shown: shown(columns, habit), habit, change, reset }),
    [id, columns, habit, change, reset],
  );
}

export interface CursorPages {
  /** Counted from 1. */
  number: number;
  /** What to send; null for the first page. */
  cursor: string | null;
  first(): void;
  back(): void;
  next(cursor: string): void;
}

interface Trail {
  filter: string;
  cursors: readonly (string | null)[];
}

/**
 * Keyset paging walks forward by the server's cursors and back by remembering them. Another filter starts anew, since a
 * cursor belongs to its filter. `filter`: everything the query depends on but the cursor, as a string.
 */
export function useCursorPages(id: string, filter: string): CursorPages {
  const [kept, setKept] = useKept<Trail>(`pages:${id}`, { filter, cursors: [null] });
  const cursors = kept.filter === filter ? kept.cursors : [null];
  const set = (next: readonly (string | null)[]) => setKept({ filter, cursors: next });
  return {
    number: cursors.length,
    cursor: cursors[cursors.length - 1] ?? null,
    first: () => set([null]),
    back: () => set(cursors.length > 1 ? cursors.slice(0, -1) : cursors),
    next: (cursor) => set([...cursors, cursor]),
  };
}
