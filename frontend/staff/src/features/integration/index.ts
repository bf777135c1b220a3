import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readOpenSearch } from "./search";

const open = createRoute({
  getParentRoute: () => root,
  path: "/open",
  validateSearch: readOpenSearch,
  staticData: { title: "integration:nav.open" },
  component: lazyRouteComponent(() => import("./OpenPage"), "OpenPage"),
});

/** Other agencies' systems: their keys, what they pulled, what they are told, and trying it out (api.md, Machines). */
export const integrations: Feature = {
  routes: [open],
  nav: [{ group: "settings", order: 25, label: "integration:nav.open", to: "/open", when: (may) => may.seeClients }],
  actions: [
    { label: "integration:tab.log", initials: "qsjl", to: "/open?list=log", when: (may) => may.seeClients },
    { label: "integration:tab.try", initials: "syysl", to: "/open?list=try", when: (may) => may.seeClients },
  ],
};
