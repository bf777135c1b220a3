import { useCallback, useEffect, useRef, useState } from "react";
import { newOnceKey } from "../page/once";
import { type Draft, useDrafts, useThrottled } from "../page/stores";
import { useTab } from "../page/tab";

const EVERY_MS = 5000;

/**
 * Saves what is typed every five seconds and once more when the tab is hidden or closed. Restoring is not a change and
 * saves nothing; fields named in `never` do not leave the page (ID numbers).
 */
export function useDraft<T extends object>(key: string | undefined, read: () => T, never: readonly (keyof T)[]) {
  const drafts = useDrafts();
  const tab = useTab();
  const [found, setFound] = useState<readonly Draft<T>[]>([]);
  const [savedAt, setSavedAt] = useState<string>();
  const [elsewhere, setElsewhere] = useState(false);
  const dirty = useRef(false);
  const by = useRef(newOnceKey()).current;
  // Copies that this form goes on with: its own takes their place.
  const continued = useRef<readonly string[]>([]);
  const offered = useRef(0);

  useEffect(() => {
    if (!key) return;
    let gone = false;
    drafts.load<T>(key).then(
      (copies) => {
        if (gone || dirty.current) return;
        offered.current = copies.length;
        setFound(copies);
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [key, drafts]);

  const save = useCallback(async () => {
    if (!key || !dirty.current) return;
    const value = { ...read() };
    for (const field of never) delete value[field];
    try {
      const others = await drafts.save(key, value, by, continued.current);
      if (!dirty.current) return;
      setElsewhere(others > offered.current);
      setSavedAt(new Date().toISOString());
      tab.say({ draft: "kept" });
    } catch {
      tab.say({ draft: "unsaved" });
    }
  }, [key, drafts, read, never, tab, by]);

  const saveSoon = useThrottled(() => void save(), EVERY_MS);
  useEffect(() => drafts.beforeLeaving(save), [drafts, save]);
  const touched = useCallback(() => {
    if (!dirty.current) tab.say({ draft: key ? "kept" : "unsaved" });
    dirty.current = true;
    if (key) saveSoon();
  }, [key, saveSoon, tab]);
  const forget = useCallback(async () => {
    dirty.current = false;
    setSavedAt(undefined);
    tab.say({ draft: "none" });
    if (key) await drafts.drop(key, [by, ...continued.current]).catch(() => undefined);
  }, [key, drafts, tab, by]);
  /** One of those found is not wanted. */
  const discard = useCallback(
    async (copy: Draft<T>) => {
      setFound((copies) => copies.filter((one) => one !== copy));
      offered.current -= 1;
      if (found.length === 1 && !dirty.current) tab.say({ draft: "none" });
      if (key) await drafts.drop(key, [copy.by]).catch(() => undefined);
    },
    [key, drafts, found, tab],
  );
  /** A found draft was put back: the form is unsent again, and goes on in its place. */
  const taken = useCallback(
    (copy: Draft<T>) => {
      dirty.current = true;
      continued.current = [...continued.current, copy.by];
      offered.current -= 1;
      setSavedAt(copy.saved_at);
      setFound((copies) => copies.filter((one) => one !== copy));
      tab.say({ draft: "kept" });
    },
    [tab],
  );

  return { found, savedAt, elsewhere, touched, forget, discard, taken };
}
