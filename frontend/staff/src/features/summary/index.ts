import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readSearch } from "./search";

const list = createRoute({
  getParentRoute: () => root,
  path: "/aid/summaries",
  validateSearch: readSearch,
  staticData: { title: "summary:nav" },
  component: lazyRouteComponent(() => import("./SummariesPage"), "SummariesPage"),
});

const one = createRoute({
  getParentRoute: () => root,
  path: "/aid/summaries/$id",
  staticData: { title: "summary:one" },
  component: lazyRouteComponent(() => import("./SummaryPage"), "SummaryPage"),
});

/** What a season of aid came to: figures off the books, a text, photos, issued and handed out (AID-27, RPT-03). */
export const summaries: Feature = {
  routes: [list, one],
  nav: [{ group: "aid", order: 65, label: "summary:nav", to: "/aid/summaries", when: (may) => may.seeHouseholds }],
};
