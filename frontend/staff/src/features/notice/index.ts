import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readSearch } from "./search";

const list = createRoute({
  getParentRoute: () => root,
  path: "/aid/notices",
  validateSearch: readSearch,
  staticData: { title: "notice:nav" },
  component: lazyRouteComponent(() => import("./list/NoticesPage"), "NoticesPage"),
});
const one = createRoute({
  getParentRoute: () => root,
  path: "/aid/notices/$id",
  staticData: { title: "notice:one" },
  component: lazyRouteComponent(() => import("./one/NoticePage"), "NoticePage"),
});
const wall = createRoute({
  getParentRoute: () => root,
  path: "/aid/notices/$id/page",
  staticData: { title: "notice:one" },
  component: lazyRouteComponent(() => import("./one/WallPage"), "WallPage"),
});

/** Public notices of cases of aid, objections to them, their results (公示: AID-09, RPT-05). */
export const notices: Feature = {
  routes: [list, one, wall],
  nav: [{ group: "aid", order: 50, label: "notice:nav", to: "/aid/notices", when: (may) => may.seeHouseholds }],
};
