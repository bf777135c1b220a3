import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readGrantSearch, readUserSearch } from "./search";

const users = createRoute({
  getParentRoute: () => root,
  path: "/users",
  validateSearch: readUserSearch,
  staticData: { title: "account:nav.users" },
  component: lazyRouteComponent(() => import("./users/UsersPage"), "UsersPage"),
});
const makeUser = createRoute({
  getParentRoute: () => root,
  path: "/users/new",
  staticData: { title: "account:nav.make_user" },
  component: lazyRouteComponent(() => import("./users/MakePage"), "MakePage"),
});
const user = createRoute({
  getParentRoute: () => root,
  path: "/users/$id",
  staticData: { title: "account:user" },
  component: lazyRouteComponent(() => import("./users/UserPage"), "UserPage"),
});
const grants = createRoute({
  getParentRoute: () => root,
  path: "/grants",
  validateSearch: readGrantSearch,
  staticData: { title: "account:nav.grants" },
  component: lazyRouteComponent(() => import("./grants/GrantsPage"), "GrantsPage"),
});
const propose = createRoute({
  getParentRoute: () => root,
  path: "/grants/new",
  validateSearch: (raw: Record<string, unknown>): { user?: string } => (raw.user ? { user: String(raw.user) } : {}),
  staticData: { title: "account:nav.propose" },
  component: lazyRouteComponent(() => import("./grants/ProposePage"), "ProposePage"),
});
const handover = createRoute({
  getParentRoute: () => root,
  path: "/grants/handover",
  staticData: { title: "account:nav.handover" },
  component: lazyRouteComponent(() => import("./grants/HandoverPage"), "HandoverPage"),
});
const roles = createRoute({
  getParentRoute: () => root,
  path: "/roles",
  staticData: { title: "account:nav.roles" },
  component: lazyRouteComponent(() => import("./roles/RolesPage"), "RolesPage"),
});
const mine = createRoute({
  getParentRoute: () => root,
  path: "/account",
  staticData: { title: "account:nav.mine" },
  component: lazyRouteComponent(() => import("./me/AccountPage"), "AccountPage"),
});

/** Accounts, the roles they hold, and one's own (ROL-01 to ROL-08). */
export const accounts: Feature = {
  routes: [users, makeUser, user, grants, propose, handover, roles, mine],
  nav: [
    { group: "settings", order: 10, label: "account:nav.users", to: "/users", when: (may) => may.seeUsers },
    { group: "settings", order: 11, label: "account:nav.grants", to: "/grants", when: (may) => may.seeGrants },
    { group: "settings", order: 12, label: "account:nav.roles", to: "/roles", when: (may) => may.seeGrants },
  ],
  actions: [
    { label: "account:nav.mine", initials: "wdzh", to: "/account" },
    { label: "account:nav.make_user", initials: "jlzh", to: "/users/new", when: (may) => may.makeUsers },
    { label: "account:nav.propose", initials: "tcsq", to: "/grants/new", when: (may) => may.makeGrants },
    { label: "account:nav.handover", initials: "hjyj", to: "/grants/handover", when: (may) => may.makeGrants },
  ],
};
