import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { JobsTool } from "./JobsTool";

const list = createRoute({
  getParentRoute: () => root,
  path: "/jobs",
  staticData: { title: "job:nav.list" },
  component: lazyRouteComponent(() => import("./JobsPage"), "JobsPage"),
});

export const jobs: Feature = {
  routes: [list],
  actions: [{ label: "job:nav.list", initials: "wdrw", to: "/jobs" }],
  bar: [JobsTool],
};
