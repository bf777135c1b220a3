import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readSearch } from "./search";

const list = createRoute({
  getParentRoute: () => root,
  path: "/return-trips",
  validateSearch: readSearch,
  staticData: { title: "trip:nav" },
  component: lazyRouteComponent(() => import("./list/TripsPage"), "TripsPage"),
});
const one = createRoute({
  getParentRoute: () => root,
  path: "/return-trips/$id",
  staticData: { title: "trip:one" },
  component: lazyRouteComponent(() => import("./one/TripPage"), "TripPage"),
});

/** Going home for the winter (平安返乡): demands, sums for the railway, trips with their seats (AID-26). */
export const trips: Feature = {
  routes: [list, one],
  nav: [{ group: "visits", order: 40, label: "trip:nav", to: "/return-trips", when: (may) => may.seeHouseholds }],
};
