import type { Draft, DraftStore, SettingsStore } from "../ui/page/stores";

/** JSON under one prefix of the browser's storage. A full or forbidden storage forgets, it does not fail. */
export interface Shelf {
  read<T>(key: string): T | undefined;
  write(key: string, value: unknown): void;
  remove(key: string): void;
  clear(): void;
}

export function shelf(storage: Storage, prefix: string): Shelf {
  const full = (key: string) => `${prefix}:${key}`;
  return {
    read<T>(key: string) {
      try {
        const text = storage.getItem(full(key));
        return text === null ? undefined : (JSON.parse(text) as T);
      } catch {
        return undefined;
      }
    },
    write(key, value) {
      try {
        storage.setItem(full(key), JSON.stringify(value));
      } catch {
        // Private mode or no room left: the next visit begins with the defaults.
      }
    },
    remove(key) {
      storage.removeItem(full(key));
    },
    clear() {
      for (const key of Object.keys(storage)) if (key.startsWith(`${prefix}:`)) storage.removeItem(key);
    },
  };
}

export function settingsOn(shelf: Shelf): SettingsStore {
  return { read: shelf.read, write: shelf.write };
}

/**
 * Drafts in this browser, until the server keeps them (ui.md 1.2-9). They hold personal data, so signing out clears them
 * and forms leave ID numbers out (`undrafted`).
 */
export function draftsOn(storage: Storage, prefix: string, now: () => Date): DraftStore {
  const key = (name: string) => `${prefix}:${name}`;
  return {
    async load<T>(name: string) {
      const text = storage.getItem(key(name));
      return text === null ? undefined : (JSON.parse(text) as Draft<T>);
    },
    async save(name, value) {
      // Throws when there is no room: then closing the tab must ask.
      storage.setItem(key(name), JSON.stringify({ value, saved_at: now().toISOString() }));
    },
    async drop(name) {
      storage.removeItem(key(name));
    },
  };
}
