import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readSearch } from "./search";

const list = createRoute({
  getParentRoute: () => root,
  path: "/aid/stations",
  validateSearch: readSearch,
  staticData: { title: "station:nav" },
  component: lazyRouteComponent(() => import("./StationsPage"), "StationsPage"),
});

/** The aid network: centres, stations and points, and where there is none (帮扶站点: AID-19, ROL-06). */
export const stations: Feature = {
  routes: [list],
  nav: [{ group: "aid", order: 80, label: "station:nav", to: "/aid/stations", when: (may) => may.seeHouseholds }],
};
