import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readFundSearch, readLedgerSearch, readVoucherSearch } from "./search";

const list = createRoute({
  getParentRoute: () => root,
  path: "/funds",
  validateSearch: readFundSearch,
  staticData: { title: "fund:nav.list" },
  component: lazyRouteComponent(() => import("./list/FundsPage"), "FundsPage"),
});

const ledger = createRoute({
  getParentRoute: () => root,
  path: "/funds/ledger",
  validateSearch: readLedgerSearch,
  staticData: { title: "fund:nav.ledger" },
  component: lazyRouteComponent(() => import("./ledger/LedgerPage"), "LedgerPage"),
});

const one = createRoute({
  getParentRoute: () => root,
  path: "/funds/$id",
  staticData: { title: "fund:one" },
  component: lazyRouteComponent(() => import("./one/FundPage"), "FundPage"),
});

const vouchers = createRoute({
  getParentRoute: () => root,
  path: "/vouchers",
  validateSearch: readVoucherSearch,
  staticData: { title: "fund:nav.vouchers" },
  component: lazyRouteComponent(() => import("./list/VouchersPage"), "VouchersPage"),
});

const voucher = createRoute({
  getParentRoute: () => root,
  path: "/vouchers/$id",
  staticData: { title: "fund:voucher.one" },
  component: lazyRouteComponent(() => import("./voucher/VoucherPage"), "VoucherPage"),
});

/** Funds, their vouchers and the ledger (FND-01, 02, 06). */
export const funds: Feature = {
  routes: [list, ledger, one, vouchers, voucher],
  nav: [
    { group: "money", order: 10, label: "fund:nav.list", to: "/funds", when: (may) => may.seeFunds },
    { group: "money", order: 40, label: "fund:nav.ledger", to: "/funds/ledger", when: (may) => may.seeFunds },
    { group: "money", order: 30, label: "fund:nav.vouchers", to: "/vouchers", when: (may) => may.seeFunds },
  ],
};
