/**
 * The tabs as the server keeps them for one person: the same at another desk. A window says what it changed since it last
 * wrote, and that is applied to what stands there now: of two windows neither closes the tabs of the other. Pure.
 */
import { HOME, pathOf, type TabState } from "./tabs";

export interface KeptTab {
  href: string;
  title: string;
  /** Something typed here waits as a draft. */
  draft: boolean;
}

export interface Recent {
  href: string;
  title: string;
  kind: string;
}

export interface KeptTabs {
  tabs: readonly KeptTab[];
  /** The path that was looked at last. */
  active: string;
  /** Records looked at, the newest first. */
  recent: readonly Recent[];
}

export const NO_TABS: KeptTabs = { tabs: [], active: HOME, recent: [] };
const RECENTS = 12;

/** What is worth keeping of a window. The workbench is always there and is not written down. */
export function keptOf(state: TabState, recent: readonly Recent[]): KeptTabs {
  const here = state.tabs.find((tab) => tab.id === state.active);
  return {
    tabs: state.tabs
      .filter((tab) => tab.href !== HOME)
      .map(({ href, title, draft }) => ({ href, title, draft: draft !== "none" })),
    active: pathOf(here?.href ?? HOME),
    recent,
  };
}

/** `now` since `before`, applied to what stands on the server: `there`. */
export function mergedInto(there: KeptTabs, before: KeptTabs, now: KeptTabs): KeptTabs {
  const mine = byPath(now);
  const was = byPath(before);
  const stays = there.tabs.filter((tab) => !was.has(pathOf(tab.href)) || mine.has(pathOf(tab.href)));
  const tabs = stays.map((tab) => {
    const path = pathOf(tab.href);
    const changed = mine.get(path);
    return changed && !sameTab(changed, was.get(path)) ? changed : tab;
  });
  now.tabs.forEach((tab, index) => {
    const path = pathOf(tab.href);
    if (tabs.some((one) => pathOf(one.href) === path)) return;
    // One that another window closed meanwhile comes back only when it is used here.
    if (sameTab(tab, was.get(path)) && path !== now.active) return;
    const left = now.tabs[index - 1];
    const at = left ? tabs.findIndex((one) => pathOf(one.href) === pathOf(left.href)) + 1 : 0;
    tabs.splice(at, 0, tab);
  });
  return { tabs, active: now.active, recent: remembered(there.recent, now.recent) };
}

export function remembered(known: readonly Recent[], newer: readonly Recent[]): readonly Recent[] {
  const hrefs = new Set(newer.map((one) => one.href));
  return [...newer, ...known.filter((one) => !hrefs.has(one.href))].slice(0, RECENTS);
}

/** A window that begins with what is kept. Which of its tabs may be seen is asked by `mayOpen`; the others are named. */
export function beginningWith(
  kept: KeptTabs,
  mayOpen: (href: string) => boolean,
  newId: () => string,
): { state: TabState; closed: readonly string[] } {
  const home = { id: "home", href: HOME, title: "", draft: "none" as const };
  const shown = kept.tabs.filter((tab) => mayOpen(tab.href));
  const tabs = [
    home,
    ...shown.map(({ href, title, draft }) => ({
      id: newId(),
      href,
      title,
      draft: draft ? ("kept" as const) : ("none" as const),
    })),
  ];
  const active = (tabs.find((tab) => pathOf(tab.href) === kept.active) ?? home).id;
  return {
    state: { tabs, active, seen: [...new Set([active, home.id])] },
    closed: kept.tabs.filter((tab) => !shown.includes(tab)).map((tab) => tab.title || tab.href),
  };
}

const byPath = (kept: KeptTabs) => new Map(kept.tabs.map((tab) => [pathOf(tab.href), tab]));
const sameTab = (a: KeptTab, b: KeptTab | undefined): boolean =>
  b !== undefined && a.href === b.href && a.title === b.title && a.draft === b.draft;

/** What a server (or an older program) handed back, if it has the shape. */
export function readKept(value: unknown): KeptTabs {
  const kept = value as Partial<KeptTabs> | null | undefined;
  if (!Array.isArray(kept?.tabs)) return NO_TABS;
  return {
    tabs: kept.tabs.filter((tab) => typeof tab?.href === "string" && tab.href.startsWith("/")),
    active: typeof kept.active === "string" ? kept.active : HOME,
    recent: Array.isArray(kept.recent) ? kept.recent : [],
  };
}
