import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readSearch } from "./search";

const list = createRoute({
  getParentRoute: () => root,
  path: "/funds/goods",
  validateSearch: readSearch,
  staticData: { title: "goods:nav" },
  component: lazyRouteComponent(() => import("./GoodsPage"), "GoodsPage"),
});

const one = createRoute({
  getParentRoute: () => root,
  path: "/funds/goods/$id",
  staticData: { title: "goods:one" },
  component: lazyRouteComponent(() => import("./LotPage"), "LotPage"),
});

/** The store of goods: what came in, is promised to doors, went there, was lost (FND-04). */
export const goods: Feature = {
  routes: [list, one],
  nav: [{ group: "money", order: 35, label: "goods:nav", to: "/funds/goods", when: (may) => may.seeFunds }],
};
