import type { Tab } from "../../ui/page/tab";
import type { Shelf } from "../stores";
import { beginningWith, type KeptTabs, keptOf, type Recent, remembered } from "./kept";
import type { TabKeeper } from "./TabKeeper";
import {
  activated,
  activeTab,
  beginning,
  changed,
  closed,
  closedOthers,
  HOME,
  opened,
  pathOf,
  type TabState,
  type WorkTab,
} from "./tabs";

type Listener = () => void;

export interface TabStoreOptions {
  /** As the server keeps them: what a new window, or another desk, begins with. */
  kept: KeptTabs;
  keeper: Pick<TabKeeper, "changed">;
  /** Of this window alone, so that a refresh finds its tabs and no other window's. */
  session: Shelf;
  /** Whether this person may open an address at all. */
  mayOpen(href: string): boolean;
}

/** Holds the tabs, writes them down and keeps the address line in step. */
export class TabStore {
  private state: TabState;
  private listeners = new Set<Listener>();
  private handles = new Map<string, Tab>();
  private recent: readonly Recent[];
  /** Tabs of before that have not been looked at yet: what they show may be gone. */
  private unproved: Set<string>;
  /** Titles of tabs that closed because their page may no longer be seen. */
  private closed: readonly string[];

  constructor(private readonly options: TabStoreOptions) {
    const { kept, session, mayOpen } = options;
    this.recent = kept.recent;
    const own = session.read<TabState>("open");
    const begun = own ? allowed(own, mayOpen) : beginningWith(kept, mayOpen, newId);
    const before = new Set(begun.state.tabs.map((tab) => tab.id));
    // Somebody who just signs in goes on where they were; an address that was asked for comes first.
    const stays = !own && here() === HOME;
    this.state = stays ? begun.state : beginning(begun.state, here(), newId());
    this.unproved = new Set(this.state.tabs.filter((tab) => before.has(tab.id)).map((tab) => tab.id));
    this.closed = begun.closed;
    if (stays) window.history.replaceState(null, "", activeTab(this.state).href);
    this.keepState();
  }

  /** Follows the browser's back and forward. Returns how to stop. */
  follow(): () => void {
    const onPop = () => this.set(opened(this.state, here(), newId()), "none");
    window.addEventListener("popstate", onPop);
    return () => window.removeEventListener("popstate", onPop);
  }

  get = (): TabState => this.state;
  lost = (): readonly string[] => this.closed;

  subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  open = (href: string): void => this.set(opened(this.state, href, newId()));
  activate = (id: string): void => this.set(activated(this.state, id));
  close = (id: string): void => {
    this.set(closed(this.state, id), "replace");
    this.options.session.remove(`keep:${id}`);
    this.handles.delete(id);
  };
  closeOthers = (id: string): void => this.set(closedOthers(this.state, id), "replace");
  /** The sentence about closed tabs has been read. */
  understood = (): void => {
    this.closed = [];
    this.tell();
  };

  /** The tab's own router went somewhere: another path is another tab. True when it stayed in this one. */
  moved(id: string, href: string, replace: boolean): boolean {
    const tab = this.state.tabs.find((one) => one.id === id);
    if (!tab) return false;
    const elsewhere = pathOf(tab.href) !== pathOf(href);
    if (elsewhere && !replace) {
      this.open(href);
      return false;
    }
    const taken = elsewhere && this.state.tabs.find((one) => one.id !== id && pathOf(one.href) === pathOf(href));
    if (taken) {
      // "Saved: show the record" while the record is already open; "sent: show the ones sent" while the list is.
      this.set(opened(closed(this.state, id), href, taken.id), "replace");
      return false;
    }
    this.set(changed(this.state, id, { href, ...(elsewhere ? { title: "" } : {}) }), replace ? "replace" : "push");
    return true;
  }

  /** What a page in this tab may use; the same object for the life of the tab. */
  handle(id: string): Tab {
    const known = this.handles.get(id);
    if (known) return known;
    const { session } = this.options;
    const kept = () => session.read<Record<string, unknown>>(`keep:${id}`) ?? {};
    const tab: Tab = {
      id,
      keep: {
        read: <T>(key: string) => kept()[key] as T | undefined,
        write: (key, value) => session.write(`keep:${id}`, { ...kept(), [key]: value }),
      },
      say: ({ title, draft, recent }) => {
        const now = this.state.tabs.find((one) => one.id === id);
        if (!now) return;
        if (title) this.unproved.delete(id);
        if (title && recent) this.remember({ href: pathOf(now.href), title, kind: recent });
        const next = { title: title ?? now.title, draft: draft ?? now.draft };
        if (next.title !== now.title || next.draft !== now.draft) this.set(changed(this.state, id, next), "none");
      },
      close: () => this.close(id),
      missing: () => {
        const gone = this.state.tabs.find((one) => one.id === id);
        if (!gone || !this.unproved.has(id) || id === this.state.tabs[0]?.id) return;
        this.closed = [...this.closed, nameOf(gone)];
        this.recent = this.recent.filter((one) => one.href !== pathOf(gone.href));
        this.close(id);
      },
    };
    this.handles.set(id, tab);
    return tab;
  }

  recents(): readonly Recent[] {
    return this.recent;
  }

  private remember(recent: Recent): void {
    this.recent = remembered(this.recent, [recent]);
    this.keepState();
  }

  private set(next: TabState, address: "push" | "replace" | "none" = "push"): void {
    if (next === this.state) return;
    this.state = next;
    this.keepState();
    const { href } = activeTab(next);
    if (address !== "none" && href !== here()) {
      if (address === "push") window.history.pushState(null, "", href);
      else window.history.replaceState(null, "", href);
    }
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  private keepState(): void {
    this.options.session.write("open", this.state);
    this.options.keeper.changed(keptOf(this.state, this.recent));
  }
}

/** After a refresh a right may be gone: its tabs are left out and named. */
function allowed(own: TabState, mayOpen: (href: string) => boolean): { state: TabState; closed: readonly string[] } {
  const lost = own.tabs.filter((tab) => !mayOpen(tab.href));
  return { state: lost.reduce((state, tab) => closed(state, tab.id), own), closed: lost.map(nameOf) };
}

const nameOf = (tab: WorkTab): string => tab.title || tab.href;

const here = (): string => window.location.pathname + window.location.search;
const newId = (): string => Math.random().toString(36).slice(2, 10);
