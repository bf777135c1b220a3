import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { lazy } from "react";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readSearch } from "./search";

const list = createRoute({
  getParentRoute: () => root,
  path: "/aid/needs",
  validateSearch: readSearch,
  staticData: { title: "needs:nav" },
  component: lazyRouteComponent(() => import("./NeedsPage"), "NeedsPage"),
});
const one = createRoute({
  getParentRoute: () => root,
  path: "/aid/needs/$id",
  staticData: { title: "needs:one" },
  component: lazyRouteComponent(() => import("./SurveyPage"), "SurveyPage"),
});
const ofUnion = lazy(() => import("./OfUnion").then((found) => ({ default: found.OfUnion })));
const ofPlan = lazy(() => import("./OfPlan").then((found) => ({ default: found.OfPlan })));

/** What workers of a union need, found out before they are visited, and the plan that follows (摸底调研: AID-28). */
export const needs: Feature = {
  routes: [list, one],
  nav: [{ group: "visits", order: 5, label: "needs:nav", to: "/aid/needs", when: (may) => may.seeHouseholds }],
  panels: [
    { at: "organization.about", panel: ofUnion },
    { at: "visit_plan.facts", panel: ofPlan },
  ],
};
