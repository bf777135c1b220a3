import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readBudgetSearch } from "./search";

const page = createRoute({
  getParentRoute: () => root,
  path: "/funds/budget",
  validateSearch: readBudgetSearch,
  staticData: { title: "budget:nav.board" },
  component: lazyRouteComponent(() => import("./BudgetPage"), "BudgetPage"),
});

/** The year's budget by subject: entered, checked, adjusted, split below, and what the ledger spent beside it (FND-02). */
export const budgets: Feature = {
  routes: [page],
  nav: [{ group: "money", order: 15, label: "budget:nav.board", to: "/funds/budget", when: (may) => may.seeFunds }],
};
