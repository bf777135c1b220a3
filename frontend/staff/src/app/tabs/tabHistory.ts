import { createHistory, parseHref, type RouterHistory } from "@tanstack/history";
import { pathOf } from "./tabs";

export interface TabMoves {
  href(): string;
  /** Reports a move; false when it opened another tab and this one stays where it is. */
  moved(href: string, replace: boolean): boolean;
}

/**
 * The history of one work tab. Its present place is the tab's address; a link to another path opens a tab there, and
 * this router is told that nothing changed. Back and forward are the browser's, over tabs and filters alike.
 */
export function tabHistory(moves: TabMoves): RouterHistory {
  let href = moves.href();
  let state: unknown = { __TSR_index: 0 };
  const go = (next: string, nextState: unknown, replace: boolean) => {
    if (pathOf(next) === pathOf(href) || replace) {
      if (!moves.moved(next, replace)) return;
      href = next;
      state = nextState;
      return;
    }
    moves.moved(next, false);
  };
  return createHistory({
    getLocation: () => parseHref(href, state as never),
    getLength: () => 1,
    pushState: (path, next) => go(path, next, false),
    replaceState: (path, next) => go(path, next, true),
    go: (steps) => window.history.go(steps),
    back: () => window.history.back(),
    forward: () => window.history.forward(),
    createHref: (path) => path,
  });
}
