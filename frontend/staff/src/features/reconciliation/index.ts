import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { oneOf, word } from "../../ui/filter/params";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { TABS } from "./tabs";

const list = createRoute({
  getParentRoute: () => root,
  path: "/aid/reconciliations",
  validateSearch: (raw: Record<string, unknown>) => ({
    account_id: word(raw, "account_id"),
    state: word(raw, "state"),
    year: word(raw, "year"),
  }),
  staticData: { title: "reconciliation:nav.months" },
  component: lazyRouteComponent(() => import("./list/MonthsPage"), "MonthsPage"),
});

const one = createRoute({
  getParentRoute: () => root,
  path: "/aid/reconciliations/$id",
  validateSearch: (raw: Record<string, unknown>) => ({ tab: oneOf(raw, "tab", TABS) }),
  staticData: { title: "reconciliation:one" },
  component: lazyRouteComponent(() => import("./one/MonthPage"), "MonthPage"),
});

const accounts = createRoute({
  getParentRoute: () => root,
  path: "/aid/bank-accounts",
  validateSearch: (raw: Record<string, unknown>) => ({ q: word(raw, "q"), status: word(raw, "status") }),
  staticData: { title: "reconciliation:nav.accounts" },
  component: lazyRouteComponent(() => import("./account/AccountsPage"), "AccountsPage"),
});

/** Bank accounts, and their months held against the books (FND-02, FND-04). */
export const reconciliations: Feature = {
  routes: [list, one, accounts],
  nav: [
    {
      group: "money",
      order: 50,
      label: "reconciliation:nav.months",
      to: "/aid/reconciliations",
      when: (may) => may.seeFunds,
    },
    {
      group: "money",
      order: 60,
      label: "reconciliation:nav.accounts",
      to: "/aid/bank-accounts",
      when: (may) => may.seeFunds,
    },
  ],
};
