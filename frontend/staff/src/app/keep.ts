import { ifMatch, ProblemError } from "@unionhome/client";
import { deletePreference, getPreference, listPreferences, putPreference } from "@unionhome/client/me";

type Document = Record<string, unknown>;

/** What the server keeps for one person, by name. No method rejects: what is kept is a comfort, not a record. */
export interface Keep {
  /** All of it by name; empty when it cannot be read now. */
  all(): Promise<ReadonlyMap<string, unknown>>;
  get(name: string): Promise<unknown>;
  /** The last writer wins. `later`: the server was not reached. `refused`: it will not take this one (too long, too many). */
  put(name: string, value: Document): Promise<Kept>;
  /**
   * Rewrites what stands there now, which another window may have written. `change` gets it (undefined: nothing) and
   * says what shall stand there (null: nothing); it is asked again whenever somebody else was quicker.
   */
  revise(name: string, change: (now: unknown) => Document | null): Promise<Kept>;
}

export type Kept = "kept" | "later" | "refused";

const isAway = (error: unknown): boolean =>
  !(error instanceof ProblemError) || error.status === 0 || error.status >= 500 || error.status === 429;
const statusOf = (error: unknown): number => (error instanceof ProblemError ? error.status : 0);

interface Seen {
  value: unknown;
  version: number;
}

const NOTHING: Seen = { value: undefined, version: 0 };
const STALE = 412;
const TRIES = 5;

/** What stood on the server when this window last looked: saves asking before every writing. Of one person. */
const seen = new Map<string, Seen>();

async function look(name: string): Promise<Seen> {
  let now: Seen = NOTHING;
  try {
    now = await getPreference(name);
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
  }
  seen.set(name, now);
  return now;
}

export const serverKeep: Keep = {
  async all() {
    seen.clear();
    try {
      const { items } = await listPreferences();
      for (const item of items) seen.set(item.name, item);
      return new Map(items.map((item) => [item.name, item.value]));
    } catch {
      return new Map();
    }
  },
  async get(name) {
    try {
      return (await look(name)).value;
    } catch {
      return undefined;
    }
  },
  async put(name, value) {
    try {
      await putPreference(name, { value });
      return "kept";
    } catch (error) {
      return isAway(error) ? "later" : "refused";
    }
  },
  async revise(name, change) {
    for (let tries = 0; tries < TRIES; tries += 1) {
      try {
        const now = seen.get(name) ?? (await look(name));
        const next = change(now.value);
        if (next !== null) seen.set(name, await putPreference(name, { value: next }, ifMatch(now)));
        else {
          if (now.version !== NOTHING.version) await deletePreference(name, ifMatch(now));
          seen.set(name, NOTHING);
        }
        return "kept";
      } catch (error) {
        seen.delete(name);
        if (isAway(error)) return "later";
        if (statusOf(error) !== STALE) return "refused";
      }
    }
    return "later";
  },
};

/** Without a server (the gallery) everything stays in this browser. */
export const noKeep: Keep = {
  all: async () => new Map(),
  get: async () => undefined,
  put: async () => "later",
  revise: async () => "later",
};
