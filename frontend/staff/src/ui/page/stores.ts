import { createContext, useCallback, useContext, useEffect, useRef, useState } from "react";

/**
 * Where parts keep what must outlive them. The frame supplies the stores; a part only knows these shapes.
 * Values are JSON.
 */

/** A reader's habits: columns, density, single keys. Follows the person where the frame stores it on the server. */
export interface SettingsStore {
  read<T>(key: string): T | undefined;
  write(key: string, value: unknown): void;
}

/**
 * Half-filled forms. The same form may be open in two windows: each opening keeps a copy of its own, and none replaces
 * another. Somebody who begins anew beside a found draft does not lose that one either.
 */
export interface DraftStore {
  /** Every copy kept under this key, the newest first. */
  load<T>(key: string): Promise<readonly Draft<T>[]>;
  /**
   * Keeps the copy of one opening (`by`), in the place of those it goes on with. Resolves to how many others stand beside
   * it; rejects when nothing could be kept, and then closing a tab must ask.
   */
  save(key: string, value: unknown, by: string, instead: readonly string[]): Promise<number>;
  /** Drops copies by their `by`. */
  drop(key: string, by: readonly string[]): Promise<void>;
  /** Before somebody signs out, what was typed in the last seconds is saved too. Returns how to stop. */
  beforeLeaving(save: () => Promise<void>): () => void;
}

export interface Draft<T> {
  value: T;
  saved_at: string;
  /** Which opening of the form wrote it. */
  by: string;
}

const nowhere: SettingsStore = { read: () => undefined, write: () => undefined };
const noDrafts: DraftStore = {
  load: async () => [],
  save: async () => 0,
  drop: async () => undefined,
  beforeLeaving: () => () => undefined,
};

export const SettingsContext = createContext<SettingsStore>(nowhere);
export const DraftContext = createContext<DraftStore>(noDrafts);

export const useDrafts = (): DraftStore => useContext(DraftContext);

/** State that comes back after a refresh, as the reader's habit. */
export function useSetting<T>(key: string, initial: T): [T, (next: T) => void] {
  const store = useContext(SettingsContext);
  const [value, setValue] = useState<T>(() => store.read<T>(key) ?? initial);
  const set = useCallback(
    (next: T) => {
      setValue(next);
      store.write(key, next);
    },
    [store, key],
  );
  return [value, set];
}

/** Calls `task` at most once per `ms`, and once more when the part goes away (a hidden work tab counts as away). */
export function useThrottled(task: () => void, ms: number): () => void {
  const latest = useRef(task);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    latest.current = task;
  });
  useEffect(
    () => () => {
      if (timer.current === null) return;
      clearTimeout(timer.current);
      timer.current = null;
      latest.current();
    },
    [],
  );
  return useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = null;
      latest.current();
    }, ms);
  }, [ms]);
}
