import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { lazy } from "react";
import { oneOf } from "../../ui/filter/params";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { STATES } from "./data";

const list = createRoute({
  getParentRoute: () => root,
  path: "/pairings",
  validateSearch: (raw: Record<string, unknown>) => ({ state: oneOf(raw, "state", STATES) }),
  staticData: { title: "pairing:nav" },
  component: lazyRouteComponent(() => import("./PairingsPage"), "PairingsPage"),
});
const one = createRoute({
  getParentRoute: () => root,
  path: "/pairings/$id",
  staticData: { title: "pairing:one" },
  component: lazyRouteComponent(() => import("./PairingPage"), "PairingPage"),
});
const panel = lazy(() => import("./OfHousehold").then((found) => ({ default: found.OfHousehold })));

/** One helper for one household, and what was done (一对一包保: AID-21). */
export const pairings: Feature = {
  routes: [list, one],
  nav: [{ group: "visits", order: 20, label: "pairing:nav", to: "/pairings", when: (may) => may.seeHouseholds }],
  panels: [{ at: "household.about", panel }],
};
