import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { lazy } from "react";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readSearch } from "./search";

const sheet = createRoute({
  getParentRoute: () => root,
  path: "/qualifications",
  validateSearch: readSearch,
  staticData: { title: "qualification:nav" },
  component: lazyRouteComponent(() => import("./QualificationsPage"), "QualificationsPage"),
});
const panel = lazy(() => import("./OneUnion").then((found) => ({ default: found.OneUnion })));

/** Which unions qualify in a year (六有合格工会), judged by themselves and by the office above (ORG-08, ORG-09). */
export const qualifications: Feature = {
  routes: [sheet],
  nav: [
    {
      group: "top",
      order: 23,
      icon: "check",
      label: "qualification:nav",
      to: "/qualifications",
      when: (may) => may.seeQualifications,
    },
  ],
  panels: [{ at: "organization.about", panel }],
};
