import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { lazy } from "react";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readSearch } from "./search";

const list = createRoute({
  getParentRoute: () => root,
  path: "/papers",
  validateSearch: readSearch,
  staticData: { title: "paper:nav" },
  component: lazyRouteComponent(() => import("./PapersPage"), "PapersPage"),
});
const one = createRoute({
  getParentRoute: () => root,
  path: "/papers/$id",
  staticData: { title: "paper:one" },
  component: lazyRouteComponent(() => import("./PaperPage"), "PaperPage"),
});
const panel = lazy(() => import("./OfUnion").then((found) => ({ default: found.OfUnion })));

/** The filing cabinet of a union: its papers, who keeps them, and how whole they are (MBR-06). */
export const papers: Feature = {
  routes: [list, one],
  nav: [{ group: "register", order: 40, label: "paper:nav", to: "/papers", when: (may) => may.seePapers }],
  panels: [{ at: "organization.about", panel }],
};
