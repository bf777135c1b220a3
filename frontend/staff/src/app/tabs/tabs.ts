/**
 * The work tabs as data: what is open, which is looked at. Pure, so that every rule of theirs is a line in a test.
 * A tab is a URL: a path belongs to one tab, what follows the "?" changes within it.
 */
export interface WorkTab {
  id: string;
  /** With its search: `/members?status=active`. */
  href: string;
  title: string;
  draft: "none" | "kept" | "unsaved";
}

export interface TabState {
  tabs: readonly WorkTab[];
  active: string;
  /** Last looked at first: closing goes back to where one came from. */
  seen: readonly string[];
}

export const HOME = "/";
const HOME_TAB: WorkTab = { id: "home", href: HOME, title: "", draft: "none" };

export const pathOf = (href: string): string => href.replace(/[?#].*$/, "");

export function beginning(saved: TabState | undefined, href: string, id: string): TabState {
  const kept =
    saved && saved.tabs[0]?.href === HOME ? saved : { tabs: [HOME_TAB], active: HOME_TAB.id, seen: [HOME_TAB.id] };
  return opened(kept, href, id);
}

export function activeTab(state: TabState): WorkTab {
  return state.tabs.find((tab) => tab.id === state.active) ?? HOME_TAB;
}

/** Looks at a tab. */
export function activated(state: TabState, id: string): TabState {
  if (!state.tabs.some((tab) => tab.id === id)) return state;
  return { ...state, active: id, seen: [id, ...state.seen.filter((one) => one !== id)] };
}

/** Goes to an address: the tab that has its path, or a new one beside the present. */
export function opened(state: TabState, href: string, id: string): TabState {
  const there = state.tabs.find((tab) => pathOf(tab.href) === pathOf(href));
  if (there) {
    // A bare path means "go there", not "forget my filters".
    const wanted = href.includes("?") ? href : there.href;
    return activated(changed(state, there.id, { href: wanted }), there.id);
  }
  const at = state.tabs.findIndex((tab) => tab.id === state.active) + 1;
  const tab: WorkTab = { id, href, title: "", draft: "none" };
  return activated({ ...state, tabs: [...state.tabs.slice(0, at), tab, ...state.tabs.slice(at)] }, id);
}

export function changed(state: TabState, id: string, change: Partial<WorkTab>): TabState {
  return { ...state, tabs: state.tabs.map((tab) => (tab.id === id ? { ...tab, ...change } : tab)) };
}

/** Closes a tab and looks at the one seen before it. The first tab, the workbench, stays. */
export function closed(state: TabState, id: string): TabState {
  if (state.tabs[0]?.id === id) return state;
  const tabs = state.tabs.filter((tab) => tab.id !== id);
  const seen = state.seen.filter((one) => one !== id);
  return { tabs, seen, active: state.active === id ? (seen[0] ?? HOME_TAB.id) : state.active };
}

/** Closes all but one, and those whose draft could not be kept. */
export function closedOthers(state: TabState, id: string): TabState {
  const stays = (tab: WorkTab, index: number) => index === 0 || tab.id === id || tab.draft === "unsaved";
  const tabs = state.tabs.filter(stays);
  return activated({ ...state, tabs, seen: state.seen.filter((one) => tabs.some((tab) => tab.id === one)) }, id);
}
