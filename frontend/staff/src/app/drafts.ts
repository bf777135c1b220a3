import type { Draft, DraftStore } from "../ui/page/stores";
import type { Keep } from "./keep";
import { nameOf, type Shelf } from "./stores";

const DRAFT = "draft:";
/** Copies of one form, the newest. More are not a way of working, and a document has its limit. */
const COPIES = 4;

interface Document extends Record<string, unknown> {
  copies: readonly Draft<unknown>[];
}

/** Copies dropped while the server was away: they must not come back with it. */
interface Dropped {
  by: readonly string[];
  at: string;
}

export interface Drafts extends DraftStore {
  /** Saves what every visible form holds. */
  flush(): Promise<void>;
}

/**
 * Drafts are kept by the server, so they are there at another desk too and do not stay on a shared computer. Each opening
 * of a form rewrites its own copy in the document and leaves the others. Only while the server cannot be reached a copy is written
 * here; signing out clears that. Forms leave ID numbers out (`undrafted`).
 */
export function draftsOn(here: Shelf, keep: Keep, now: () => Date): Drafts {
  const own = (key: string, by: string) => `${key}~${by}`;
  const gone = (key: string) => `gone:${key}`;
  const saves = new Set<() => Promise<void>>();

  const local = (key: string) =>
    here
      .keys()
      .filter((name) => name.startsWith(`${key}~`))
      .map((name) => here.read<Draft<unknown>>(name))
      .filter((copy) => copy !== undefined);
  const isDropped = (key: string) => {
    const dropped = here.read<Dropped>(gone(key));
    return (copy: Draft<unknown>) => dropped?.by.includes(copy.by) && copy.saved_at <= dropped.at;
  };
  const revise = (key: string, change: (copies: readonly Draft<unknown>[]) => readonly Draft<unknown>[]) =>
    keep.revise(nameOf(DRAFT, key), (document) => {
      const dropped = isDropped(key);
      const copies = change(copiesOf(document).filter((copy) => !dropped(copy)));
      return copies.length > 0 ? ({ copies } satisfies Document) : null;
    });

  return {
    async load<T>(key: string) {
      const dropped = isDropped(key);
      const kept = copiesOf(await keep.get(nameOf(DRAFT, key))).filter((copy) => !dropped(copy));
      const newest = new Map<string, Draft<unknown>>();
      for (const copy of [...kept, ...local(key)])
        if ((newest.get(copy.by)?.saved_at ?? "") < copy.saved_at) newest.set(copy.by, copy);
      return [...newest.values()].sort((a, b) => (a.saved_at < b.saved_at ? 1 : -1)) as Draft<T>[];
    },
    async save(key, value, by, instead) {
      const mine: Draft<unknown> = { value, saved_at: now().toISOString(), by };
      const replaced = [by, ...instead];
      let others = 0;
      const sent = await revise(key, (copies) => {
        const stay = copies.filter((copy) => !replaced.includes(copy.by));
        others = stay.length;
        return [mine, ...stay].slice(0, COPIES);
      });
      for (const one of replaced) here.remove(own(key, one));
      // Throws when there is no room either: then closing the tab must ask.
      if (sent !== "kept") here.writeOrThrow(own(key, by), mine);
      return others;
    },
    async drop(key, which) {
      for (const one of which) here.remove(own(key, one));
      const sent = await revise(key, (copies) => copies.filter((copy) => !which.includes(copy.by)));
      if (sent === "later") here.write(gone(key), { by: which, at: now().toISOString() } satisfies Dropped);
      else here.remove(gone(key));
    },
    beforeLeaving(save) {
      saves.add(save);
      return () => saves.delete(save);
    },
    async flush() {
      await Promise.all([...saves].map((save) => save()));
    },
  };
}

const copiesOf = (document: unknown): readonly Draft<unknown>[] => (document as Document | undefined)?.copies ?? [];
