import type { SettingsStore } from "../ui/page/stores";
import type { Keep } from "./keep";

/** JSON under one prefix of the browser's storage. A full or forbidden storage forgets, it does not fail. */
export interface Shelf {
  read<T>(key: string): T | undefined;
  write(key: string, value: unknown): void;
  /** For what must not be lost unnoticed. */
  writeOrThrow(key: string, value: unknown): void;
  remove(key: string): void;
  clear(): void;
  keys(): string[];
}

export function shelf(storage: Storage, prefix: string): Shelf {
  const full = (key: string) => `${prefix}:${key}`;
  const own = () => Object.keys(storage).filter((key) => key.startsWith(`${prefix}:`));
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
    writeOrThrow(key, value) {
      storage.setItem(full(key), JSON.stringify(value));
    },
    remove(key) {
      storage.removeItem(full(key));
    },
    clear() {
      for (const key of own()) storage.removeItem(key);
    },
    keys: () => own().map((key) => key.slice(prefix.length + 1)),
  };
}

const SETTING = "setting:";
const SETTLE_MS = 1000;

/** The server's spelling of a key: small letters, digits and `:._-`. */
export const nameOf = (prefix: string, key: string): string =>
  `${prefix}${key.toLowerCase().replace(/[^a-z0-9:._-]/g, "-")}`.slice(0, 120);

export interface Settings extends SettingsStore {
  /** Sends what has not been sent yet. */
  flush(): Promise<void>;
  /** Called before the stores go: no timer outlives the person. */
  stop(): void;
}

/**
 * A reader's habits follow them to any desk: the server keeps each, and this browser a copy for when the line is down.
 * What could not be sent is remembered as unsent, wins over the server's at the next start and is sent then.
 */
export function settingsOn(copy: Shelf, unsent: Shelf, keep: Keep, known: ReadonlyMap<string, unknown>): Settings {
  for (const key of copy.keys()) if (!unsent.read(key) && known.size > 0) copy.remove(key);
  for (const [name, value] of known) {
    const key = name.slice(SETTING.length);
    if (name.startsWith(SETTING) && !unsent.read(key)) copy.write(key, (value as { value: unknown }).value);
  }
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function flush() {
    clearTimeout(timer);
    timer = undefined;
    for (const key of unsent.keys()) {
      const value = copy.read<unknown>(key);
      const sent = await keep.put(nameOf(SETTING, key), { value: value ?? null });
      // Changed again on the way: the newer value is still to go.
      if (sent !== "later" && JSON.stringify(copy.read(key)) === JSON.stringify(value)) unsent.remove(key);
      if (sent === "later") return;
    }
  }
  const soon = () => {
    timer ??= setTimeout(() => void flush(), SETTLE_MS);
  };
  if (unsent.keys().length > 0) soon();

  return {
    read: (key) => copy.read(key.toLowerCase()),
    write(key, value) {
      copy.write(key.toLowerCase(), value);
      unsent.write(key.toLowerCase(), true);
      soon();
    },
    flush,
    stop: () => clearTimeout(timer),
  };
}

/** Nothing of what somebody saw or wrote stays on a shared computer; which language its screen speaks may. */
export function forgetPerson(storages: readonly Storage[], stays: readonly string[]): void {
  for (const storage of storages)
    for (const key of Object.keys(storage))
      if (key.startsWith("unionhome:") && !stays.includes(key)) storage.removeItem(key);
}
