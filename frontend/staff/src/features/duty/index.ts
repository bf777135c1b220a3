import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readSearch } from "./search";

const list = createRoute({
  getParentRoute: () => root,
  path: "/duties",
  validateSearch: readSearch,
  staticData: { title: "duty:nav" },
  component: lazyRouteComponent(() => import("./DutiesPage"), "DutiesPage"),
});
const one = createRoute({
  getParentRoute: () => root,
  path: "/duties/$id",
  staticData: { title: "duty:one" },
  component: lazyRouteComponent(() => import("./DutyPage"), "DutyPage"),
});

/** What a union asks those below it to hand in, and what it owes the one above (报送任务: RPT-02). */
export const duties: Feature = {
  routes: [list, one],
  nav: [{ group: "top", order: 24, icon: "todo", label: "duty:nav", to: "/duties", when: (may) => may.seeReports }],
};
