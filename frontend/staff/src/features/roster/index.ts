import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";

const begin = createRoute({
  getParentRoute: () => root,
  path: "/rosters/new",
  validateSearch: (raw: Record<string, unknown>): { org?: string } => (raw.org ? { org: String(raw.org) } : {}),
  staticData: { title: "roster:nav.new" },
  component: lazyRouteComponent(() => import("./NewRosterPage"), "NewRosterPage"),
});
const one = createRoute({
  getParentRoute: () => root,
  path: "/rosters/$id",
  staticData: { title: "roster:nav.new" },
  component: lazyRouteComponent(() => import("./RosterPage"), "RosterPage"),
});

export const rosters: Feature = {
  routes: [begin, one],
  nav: [
    { group: "register", order: 23, label: "roster:nav.new", to: "/rosters/new", when: (may) => may.importMembers },
  ],
  actions: [{ label: "roster:nav.new", initials: "drhmc", to: "/rosters/new", when: (may) => may.importMembers }],
};
