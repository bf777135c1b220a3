import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readSearch } from "./search";

const page = createRoute({
  getParentRoute: () => root,
  path: "/funds/remittances",
  validateSearch: readSearch,
  staticData: { title: "remittance:nav" },
  component: lazyRouteComponent(() => import("./RemittancePage"), "RemittancePage"),
});

/** What unions owe the one above of the year's funds, and what of it came (经费上解: FND-02, ASM-05). */
export const remittances: Feature = {
  routes: [page],
  nav: [{ group: "money", order: 17, label: "remittance:nav", to: "/funds/remittances", when: (may) => may.seeFunds }],
};
