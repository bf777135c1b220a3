import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readPaymentSearch } from "./search";

const list = createRoute({
  getParentRoute: () => root,
  path: "/aid/payments",
  validateSearch: readPaymentSearch,
  staticData: { title: "payment:nav.list" },
  component: lazyRouteComponent(() => import("./list/PaymentsPage"), "PaymentsPage"),
});

const batch = createRoute({
  getParentRoute: () => root,
  path: "/aid/payments/batches/$id",
  staticData: { title: "payment:batch.one" },
  component: lazyRouteComponent(() => import("./one/BatchPage"), "BatchPage"),
});

const one = createRoute({
  getParentRoute: () => root,
  path: "/aid/payments/$id",
  staticData: { title: "payment:one" },
  component: lazyRouteComponent(() => import("./one/PaymentPage"), "PaymentPage"),
});

/** Payments of aid: by the bank's sheet, in cash, in goods (issue 4 section 5). */
export const payments: Feature = {
  routes: [list, batch, one],
  nav: [{ group: "money", order: 20, label: "payment:nav.list", to: "/aid/payments", when: (may) => may.seeFunds }],
};
