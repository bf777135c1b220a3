import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readNewSearch, readSearch } from "./search";

const list = createRoute({
  getParentRoute: () => root,
  path: "/visits",
  validateSearch: readSearch,
  staticData: { title: "visit:nav" },
  component: lazyRouteComponent(() => import("./list/VisitsPage"), "VisitsPage"),
});

const fresh = createRoute({
  getParentRoute: () => root,
  path: "/visits/new",
  validateSearch: readNewSearch,
  staticData: { title: "visit:form.title" },
  component: lazyRouteComponent(() => import("./form/NewPage"), "NewPage"),
});

const one = createRoute({
  getParentRoute: () => root,
  path: "/visits/$id",
  staticData: { title: "visit:one" },
  component: lazyRouteComponent(() => import("./one/PlanPage"), "PlanPage"),
});

const door = createRoute({
  getParentRoute: () => root,
  path: "/visits/$id/do",
  staticData: { title: "visit:door.title" },
  component: lazyRouteComponent(() => import("./door/DoorPage"), "DoorPage"),
});

/** Visits (送温暖走访): plans, the 慰问安排表, what is done at the doors, plan against done (AID-12…17, 24, 28). */
export const visits: Feature = {
  routes: [list, fresh, one, door],
  nav: [{ group: "visits", order: 10, label: "visit:nav", to: "/visits", when: (may) => may.seeHouseholds }],
  actions: [{ label: "visit:form.title", initials: "apzf", to: "/visits/new", when: (may) => may.editHouseholds }],
};
