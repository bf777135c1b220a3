import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readSearch } from "./search";

const center = createRoute({
  getParentRoute: () => root,
  path: "/reports",
  validateSearch: readSearch,
  staticData: { title: "report:nav" },
  component: lazyRouteComponent(() => import("./center/ReportsPage"), "ReportsPage"),
});
const one = createRoute({
  getParentRoute: () => root,
  path: "/reports/$id",
  staticData: { title: "report:one" },
  component: lazyRouteComponent(() => import("./one/ReportPage"), "ReportPage"),
});

/** Fixed reports in their paper layout, which go up from union to union (issue 3 section 3; RPT-01, 02, 04). */
export const reports: Feature = {
  routes: [center, one],
  nav: [{ group: "top", order: 22, icon: "print", label: "report:nav", to: "/reports", when: (may) => may.seeReports }],
};
