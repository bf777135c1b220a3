import { useQuery } from "@tanstack/react-query";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { useAccess } from "../../ui/page/person";
import { root } from "../../ui/page/root";
import { waiting } from "./data";
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

/** How many reports wait here: to be accepted from below, or sent back from above. */
function useWaiting(): number | undefined {
  const may = useAccess();
  return useQuery({ ...waiting, enabled: may.fillReports }).data?.items.length;
}

/** Fixed reports in their paper layout, which go up from union to union (issue 3 section 3; RPT-01, 02, 04). */
export const reports: Feature = {
  routes: [center, one],
  nav: [
    {
      group: "top",
      order: 22,
      icon: "print",
      label: "report:nav",
      to: "/reports",
      when: (may) => may.seeReports,
      useCount: useWaiting,
    },
  ],
};
