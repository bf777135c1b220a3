import type { Tab } from "../../ui/page/tab";
import { type Shelf, shelf } from "../stores";
import { activated, activeTab, beginning, changed, closed, closedOthers, opened, pathOf, type TabState } from "./tabs";

export interface Recent {
  href: string;
  title: string;
  kind: string;
}

type Listener = () => void;

const RECENTS = 12;

/**
 * Holds the tabs, writes them down and keeps the address line in step. Session storage belongs to one window; local
 * storage lends a new window yesterday's tabs.
 */
export class TabStore {
  private state: TabState;
  private listeners = new Set<Listener>();
  private session: Shelf;
  private local: Shelf;
  private handles = new Map<string, Tab>();

  constructor(
    person: string,
    storages: { session: Storage; local: Storage } = { session: sessionStorage, local: localStorage },
  ) {
    this.session = shelf(storages.session, `unionhome:${person}:tabs`);
    this.local = shelf(storages.local, `unionhome:${person}:tabs`);
    const saved = this.session.read<TabState>("open") ?? this.local.read<TabState>("open");
    this.state = beginning(saved, here(), newId());
    this.keepState();
  }

  /** Follows the browser's back and forward. Returns how to stop. */
  follow(): () => void {
    const onPop = () => this.set(opened(this.state, here(), newId()), "none");
    window.addEventListener("popstate", onPop);
    return () => window.removeEventListener("popstate", onPop);
  }

  get = (): TabState => this.state;

  subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  open = (href: string): void => this.set(opened(this.state, href, newId()));
  activate = (id: string): void => this.set(activated(this.state, id));
  close = (id: string): void => {
    this.set(closed(this.state, id), "replace");
    this.session.remove(`keep:${id}`);
    this.handles.delete(id);
  };
  closeOthers = (id: string): void => this.set(closedOthers(this.state, id), "replace");

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
      // "Saved: show the record" while the record is already open.
      this.set(activated(closed(this.state, id), taken.id), "replace");
      return false;
    }
    this.set(changed(this.state, id, { href, ...(elsewhere ? { title: "" } : {}) }), replace ? "replace" : "push");
    return true;
  }

  /** What a page in this tab may use; the same object for the life of the tab. */
  handle(id: string): Tab {
    const known = this.handles.get(id);
    if (known) return known;
    const kept = () => this.session.read<Record<string, unknown>>(`keep:${id}`) ?? {};
    const tab: Tab = {
      id,
      keep: {
        read: <T>(key: string) => kept()[key] as T | undefined,
        write: (key, value) => this.session.write(`keep:${id}`, { ...kept(), [key]: value }),
      },
      say: ({ title, draft, recent }) => {
        const now = this.state.tabs.find((one) => one.id === id);
        if (!now) return;
        if (title && recent) this.remember({ href: pathOf(now.href), title, kind: recent });
        const next = { title: title ?? now.title, draft: draft ?? now.draft };
        if (next.title !== now.title || next.draft !== now.draft) this.set(changed(this.state, id, next), "none");
      },
      close: () => this.close(id),
    };
    this.handles.set(id, tab);
    return tab;
  }

  recents(): readonly Recent[] {
    return this.local.read<Recent[]>("recent") ?? [];
  }

  private remember(recent: Recent): void {
    const others = this.recents().filter((one) => one.href !== recent.href);
    this.local.write("recent", [recent, ...others].slice(0, RECENTS));
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
    for (const listener of this.listeners) listener();
  }

  private keepState(): void {
    this.session.write("open", this.state);
    this.local.write("open", this.state);
  }
}

const here = (): string => window.location.pathname + window.location.search;
const newId = (): string => Math.random().toString(36).slice(2, 10);
