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

/** Half-filled forms. `save` rejects when nothing could be kept, and then closing a tab must ask. */
export interface DraftStore {
  load<T>(key: string): Promise<Draft<T> | undefined>;
  save(key: string, value: unknown): Promise<void>;
  drop(key: string): Promise<void>;
}

export interface Draft<T> {
  value: T;
  saved_at: string;
}

const nowhere: SettingsStore = { read: () => undefined, write: () => undefined };
const noDrafts: DraftStore = { load: async () => undefined, save: async () => undefined, drop: async () => undefined };

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
