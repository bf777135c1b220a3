import { useCallback, useEffect, useRef, useState } from "react";
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
  const [found, setFound] = useState<Draft<T>>();
  const [savedAt, setSavedAt] = useState<string>();
  const dirty = useRef(false);

  useEffect(() => {
    if (!key) return;
    let gone = false;
    drafts.load<T>(key).then(
      (draft) => {
        if (!gone && !dirty.current) setFound(draft);
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
      await drafts.save(key, value);
      if (!dirty.current) return;
      setSavedAt(new Date().toISOString());
      tab.say({ draft: "kept" });
    } catch {
      tab.say({ draft: "unsaved" });
    }
  }, [key, drafts, read, never, tab]);

  const saveSoon = useThrottled(() => void save(), EVERY_MS);
  const touched = useCallback(() => {
    if (!dirty.current) tab.say({ draft: key ? "kept" : "unsaved" });
    dirty.current = true;
    if (key) saveSoon();
  }, [key, saveSoon, tab]);
  const forget = useCallback(async () => {
    dirty.current = false;
    setFound(undefined);
    setSavedAt(undefined);
    tab.say({ draft: "none" });
    if (key) await drafts.drop(key).catch(() => undefined);
  }, [key, drafts, tab]);
  /** The found draft was put back: the form is unsent again. */
  const taken = useCallback(() => {
    dirty.current = true;
    setSavedAt(found?.saved_at);
    setFound(undefined);
    tab.say({ draft: "kept" });
  }, [found, tab]);

  return { found, savedAt, touched, forget, taken };
}
