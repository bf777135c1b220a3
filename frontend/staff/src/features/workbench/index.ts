import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { useWaiting } from "./data";

const day = createRoute({
  getParentRoute: () => root,
  path: "/",
  staticData: { title: "workbench:nav" },
  component: lazyRouteComponent(() => import("./WorkbenchPage"), "WorkbenchPage"),
});

export const workbench: Feature = {
  routes: [day],
  nav: [{ group: "top", order: 0, icon: "home", label: "workbench:nav", to: "/", useCount: useWaiting }],
};
