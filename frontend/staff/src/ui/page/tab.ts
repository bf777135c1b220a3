import { createContext, type RefObject, useCallback, useContext, useEffect, useLayoutEffect, useState } from "react";
import { useThrottled } from "./stores";

/** What a page may say to, and ask of, the work tab it stands in. */
export interface Tab {
  id: string;
  /** Kept for this tab across a refresh of the browser (session storage): scroll, open nodes, page of a list. */
  keep: { read<T>(key: string): T | undefined; write(key: string, value: unknown): void };
  say(about: TabNews): void;
  close(): void;
  /** What it shows is not there, or no longer for this reader: a tab of before closes with a sentence, a new one stays. */
  missing(): void;
}

export interface TabNews {
  title?: string;
  /** A blue dot: something typed here has not been sent. "unsaved" also makes closing ask. */
  draft?: "none" | "kept" | "unsaved";
  /** Offered in the palette as a recent record, under this word (会员, 组织). */
  recent?: string;
}

const alone: Tab = {
  id: "alone",
  keep: { read: () => undefined, write: () => undefined },
  say: () => undefined,
  close: () => undefined,
  missing: () => undefined,
};

export const TabContext = createContext<Tab>(alone);

export const useTab = (): Tab => useContext(TabContext);

/** Names the tab: `useTabTitle(member.name, t("member:one"))`. Without a title yet the old one stays. */
export function useTabTitle(title: string | undefined, recent?: string): void {
  const tab = useTab();
  useEffect(() => {
    if (title) tab.say({ title, recent });
  }, [tab, title, recent]);
}

/** State of this tab that survives a refresh. */
export function useKept<T>(key: string, initial: T): [T, (next: T) => void] {
  const tab = useTab();
  const [value, setValue] = useState<T>(() => tab.keep.read<T>(key) ?? initial);
  const set = useCallback(
    (next: T) => {
      setValue(next);
      tab.keep.write(key, next);
    },
    [tab, key],
  );
  return [value, set];
}

/** Puts a scroll container back where it was, once its content is `ready`. */
export function useKeptScroll(ref: RefObject<HTMLElement | null>, key: string, ready: boolean): void {
  const tab = useTab();
  const remember = useThrottled(() => {
    if (ref.current?.clientHeight) tab.keep.write(`scroll:${key}`, ref.current.scrollTop);
  }, 200);
  useLayoutEffect(() => {
    if (ready && ref.current) ref.current.scrollTop = tab.keep.read<number>(`scroll:${key}`) ?? 0;
  }, [ref, ready, tab, key]);
  useEffect(() => {
    const box = ref.current;
    box?.addEventListener("scroll", remember, { passive: true });
    return () => box?.removeEventListener("scroll", remember);
  }, [ref, remember]);
}
