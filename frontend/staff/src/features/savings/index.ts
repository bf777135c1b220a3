import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { oneOf, word } from "../../ui/filter/params";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { TABS } from "./tabs";

const list = createRoute({
  getParentRoute: () => root,
  path: "/aid/savings",
  validateSearch: (raw: Record<string, unknown>) => ({ q: word(raw, "q"), status: word(raw, "status") }),
  staticData: { title: "savings:nav" },
  component: lazyRouteComponent(() => import("./list/SocietiesPage"), "SocietiesPage"),
});

const one = createRoute({
  getParentRoute: () => root,
  path: "/aid/savings/$id",
  validateSearch: (raw: Record<string, unknown>) => ({ tab: oneOf(raw, "tab", TABS) }),
  staticData: { title: "savings:one" },
  component: lazyRouteComponent(() => import("./one/SocietyPage"), "SocietyPage"),
});

const saver = createRoute({
  getParentRoute: () => root,
  path: "/aid/savings/savers/$id",
  staticData: { title: "savings:passbook" },
  component: lazyRouteComponent(() => import("./one/SaverPage"), "SaverPage"),
});

const loan = createRoute({
  getParentRoute: () => root,
  path: "/aid/savings/loans/$id",
  staticData: { title: "savings:loan.one" },
  component: lazyRouteComponent(() => import("./loan/LoanPage"), "LoanPage"),
});

/** Mutual savings societies (互助储金会: AID-21). */
export const savings: Feature = {
  routes: [list, one, saver, loan],
  nav: [{ group: "mutual", order: 20, label: "savings:nav", to: "/aid/savings", when: (may) => may.seeSavings }],
};
