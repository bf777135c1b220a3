import { type AnyRoute, createRouter, type RouterHistory } from "@tanstack/react-router";
import { root } from "../ui/page/root";
import { LostPage, TabProblem } from "./tabs/TabProblem";

/** One route tree; each work tab walks it with a router of its own, so a hidden tab keeps its place. */
export function routeTree(routes: readonly AnyRoute[]) {
  return root.addChildren([...routes]);
}

export function routerFor(tree: ReturnType<typeof routeTree>, history: RouterHistory) {
  return createRouter({
    routeTree: tree,
    history,
    defaultPreload: "intent",
    defaultPendingMs: 300,
    defaultErrorComponent: TabProblem,
    defaultNotFoundComponent: LostPage,
    // The tab's own store puts scroll positions back.
    scrollRestoration: false,
  });
}

export type StaffRouter = ReturnType<typeof routerFor>;

declare module "@tanstack/react-router" {
  interface Register {
    router: StaffRouter;
  }
}
