import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";

const list = createRoute({
  getParentRoute: () => root,
  path: "/lines",
  staticData: { title: "line:nav.list" },
  component: lazyRouteComponent(() => import("./LinesPage"), "LinesPage"),
});

/** 系统、行业: the second tree over the unions (ORG-01, ORG-02). */
export const lines: Feature = {
  routes: [list],
  nav: [{ group: "register", order: 35, label: "line:nav.list", to: "/lines", when: (may) => may.seeLines }],
};
