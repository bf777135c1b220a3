import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readListSearch, readNewSearch } from "./search";

const list = createRoute({
  getParentRoute: () => root,
  path: "/households",
  validateSearch: readListSearch,
  staticData: { title: "aid:nav.list" },
  component: lazyRouteComponent(() => import("./list/HouseholdsPage"), "HouseholdsPage"),
});

const enter = createRoute({
  getParentRoute: () => root,
  path: "/households/new",
  validateSearch: readNewSearch,
  staticData: { title: "aid:form.enter" },
  component: lazyRouteComponent(() => import("./form/EnterPage"), "EnterPage"),
});

const one = createRoute({
  getParentRoute: () => root,
  path: "/households/$id",
  staticData: { title: "aid:one" },
  component: lazyRouteComponent(() => import("./one/HouseholdPage"), "HouseholdPage"),
});

const edit = createRoute({
  getParentRoute: () => root,
  path: "/households/$id/edit",
  staticData: { title: "aid:form.edit" },
  component: lazyRouteComponent(() => import("./form/EditPage"), "EditPage"),
});

const policy = createRoute({
  getParentRoute: () => root,
  path: "/aid-policies",
  staticData: { title: "aid:policy.title" },
  component: lazyRouteComponent(() => import("./policy/PolicyPage"), "PolicyPage"),
});

/** Household files (困难职工档案) and the rules that judge them (AID-01…08, AID-24). */
export const aid: Feature = {
  routes: [list, enter, one, edit, policy],
  nav: [
    { group: "aid", order: 10, label: "aid:nav.list", to: "/households", when: (may) => may.seeHouseholds },
    { group: "aid", order: 20, label: "aid:policy.title", to: "/aid-policies", when: (may) => may.seeHouseholds },
  ],
  actions: [{ label: "aid:form.enter", initials: "lrknda", to: "/households/new", when: (may) => may.editHouseholds }],
};
