import { ProblemError } from "@unionhome/client";
import { deletePreference, getPreference, listPreferences, putPreference } from "@unionhome/client/me";

/** What the server keeps for one person, by name. No method rejects: what is kept is a comfort, not a record. */
export interface Keep {
  /** All of it by name; empty when it cannot be read now. */
  all(): Promise<ReadonlyMap<string, unknown>>;
  get(name: string): Promise<unknown>;
  /** `later`: the server was not reached. `refused`: it will not take this one (too long, too many). */
  put(name: string, value: Record<string, unknown>): Promise<"kept" | "later" | "refused">;
  /** False when the server was not reached. */
  remove(name: string): Promise<boolean>;
}

const isAway = (error: unknown): boolean =>
  !(error instanceof ProblemError) || error.status === 0 || error.status >= 500 || error.status === 429;

export const serverKeep: Keep = {
  async all() {
    try {
      const { items } = await listPreferences();
      return new Map(items.map((item) => [item.name, item.value]));
    } catch {
      return new Map();
    }
  },
  async get(name) {
    try {
      return (await getPreference(name)).value;
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
  async remove(name) {
    try {
      await deletePreference(name);
      return true;
    } catch (error) {
      return !isAway(error);
    }
  },
};

/** Without a server (the gallery) everything stays in this browser. */
export const noKeep: Keep = {
  all: async () => new Map(),
  get: async () => undefined,
  put: async () => "later",
  remove: async () => false,
};
