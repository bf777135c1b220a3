import { type AnyRoute, createRouter, type RouterHistory } from "@tanstack/react-router";
import type { Feature } from "../ui/page/feature";
import { root } from "../ui/page/root";
import { LostPage, TabProblem } from "./tabs/TabProblem";

/** One route tree; each work tab walks it with a router of its own, so a hidden tab keeps its place. */
export function routeTree(routes: readonly AnyRoute[]) {
  return root.addChildren([...routes]);
}

/** Titles of the pages that show no single record, by address: text keys from `staticData`. */
export function titlesOf(features: readonly Feature[]): ReadonlyMap<string, string> {
  const named: [string, string][] = [];
  for (const route of features.flatMap((feature) => feature.routes)) {
    const { path, staticData } = route.options as { path?: string; staticData?: { title?: string } };
    if (path && staticData?.title && !path.includes("$")) named.push([path, staticData.title]);
  }
  return new Map(named);
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
