import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";

const begin = createRoute({
  getParentRoute: () => root,
  path: "/import/$kind",
  validateSearch: (raw: Record<string, unknown>): { org?: string } => (raw.org ? { org: String(raw.org) } : {}),
  staticData: { title: "import:nav.members" },
  component: lazyRouteComponent(() => import("./StartPage"), "StartPage"),
});
const one = createRoute({
  getParentRoute: () => root,
  path: "/imports/$id",
  staticData: { title: "import:nav.one" },
  component: lazyRouteComponent(() => import("./ImportPage"), "ImportPage"),
});

export const imports: Feature = {
  routes: [begin, one],
  nav: [
    {
      group: "register",
      order: 23,
      label: "import:nav.members",
      to: "/import/members",
      when: (may) => may.importMembers,
    },
  ],
  actions: [
    { label: "import:nav.members", initials: "drhmc", to: "/import/members", when: (may) => may.importMembers },
  ],
};
