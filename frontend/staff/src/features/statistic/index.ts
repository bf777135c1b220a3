import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { lazy } from "react";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readPivot } from "./builder/search";
import { readPlace, readSearch } from "./search";

const overview = createRoute({
  getParentRoute: () => root,
  path: "/stats",
  validateSearch: readSearch,
  staticData: { title: "statistic:nav" },
  component: lazyRouteComponent(() => import("./page/StatsPage"), "StatsPage"),
});

const ofAid = createRoute({
  getParentRoute: () => root,
  path: "/stats/aid",
  validateSearch: readPlace,
  staticData: { title: "statistic:aid.title" },
  component: lazyRouteComponent(() => import("./aid/AidStatsPage"), "AidStatsPage"),
});

const recounted = createRoute({
  getParentRoute: () => root,
  path: "/stats/recounts",
  staticData: { title: "statistic:recount.title" },
  component: lazyRouteComponent(() => import("./recount/RecountsPage"), "RecountsPage"),
});

const laidOut = createRoute({
  getParentRoute: () => root,
  path: "/reports/builder",
  validateSearch: readPivot,
  staticData: { title: "statistic:builder.title" },
  component: lazyRouteComponent(() => import("./builder/BuilderPage"), "BuilderPage"),
});

/** The figures of a union and of what stands below it, each with its meaning and its list (issue 3 section 3). */
export const statistics: Feature = {
  routes: [overview, ofAid, laidOut, recounted],
  nav: [
    { group: "top", order: 20, icon: "chart", label: "statistic:nav", to: "/stats", when: (may) => may.seeStatistics },
    {
      group: "top",
      order: 23,
      icon: "sliders",
      label: "statistic:builder.title",
      to: "/reports/builder",
      when: (may) => may.seeStatistics,
    },
    {
      group: "settings",
      order: 45,
      label: "statistic:recount.title",
      to: "/stats/recounts",
      when: (may) => may.recountStatistics,
    },
    { group: "aid", order: 90, label: "statistic:aid.title", to: "/stats/aid", when: (may) => may.seeStatistics },
  ],
  panels: [
    {
      at: "organization.about",
      panel: lazy(() => import("./union/UnionPicture").then((found) => ({ default: found.UnionPicture }))),
    },
  ],
};
