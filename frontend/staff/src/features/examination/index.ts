import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readSearch } from "./search";

const all = createRoute({
  getParentRoute: () => root,
  path: "/examination",
  validateSearch: readSearch,
  staticData: { title: "examination:nav" },
  component: lazyRouteComponent(() => import("./ExaminationPage"), "ExaminationPage"),
});

const sample = createRoute({
  getParentRoute: () => root,
  path: "/examination/samples/$id",
  staticData: { title: "examination:sample.one" },
  component: lazyRouteComponent(() => import("./SamplePage"), "SamplePage"),
});

/** What auditors look at: samples, what was published against what was paid, the books (issue 4 section 8). */
export const examinations: Feature = {
  routes: [all, sample],
  nav: [{ group: "money", order: 90, label: "examination:nav", to: "/examination", when: (may) => may.examineAid }],
};
