import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { lazy } from "react";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readSearch } from "./search";

const sheet = createRoute({
  getParentRoute: () => root,
  path: "/targets",
  validateSearch: readSearch,
  staticData: { title: "target:nav" },
  component: lazyRouteComponent(() => import("./sheet/TargetsPage"), "TargetsPage"),
});
const panel = lazy(() => import("./OneUnion").then((found) => ({ default: found.OneUnion })));

/** What a union above asks of those below for a year, beside what is there (issue 3 section 3; ORG-12). */
export const targets: Feature = {
  routes: [sheet],
  nav: [{ group: "top", order: 21, icon: "flag", label: "target:nav", to: "/targets", when: (may) => may.seeTargets }],
  panels: [
    { at: "organization.about", panel },
    { at: "statistic.targets", panel },
  ],
};
