import { createRootRouteWithContext } from "@tanstack/react-router";

/** The route every page hangs from: `createRoute({ getParentRoute: () => root, path: "members", … })`. */
export const root = createRootRouteWithContext()();

/** Routes name their tab until the page knows better: `staticData: { title: "member:nav.list" }`. */
declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    title?: string;
  }
}
