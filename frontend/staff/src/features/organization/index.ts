import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { findUnions } from "./find";
import { readListSearch, readRecordSearch } from "./search";

const list = createRoute({
  getParentRoute: () => root,
  path: "/organizations",
  validateSearch: readListSearch,
  staticData: { title: "organization:nav.list" },
  component: lazyRouteComponent(() => import("./list/OrganizationsPage"), "OrganizationsPage"),
});

const found = createRoute({
  getParentRoute: () => root,
  path: "/organizations/new",
  validateSearch: readRecordSearch,
  staticData: { title: "organization:found.verb" },
  component: lazyRouteComponent(() => import("./form/FoundPage"), "FoundPage"),
});

const record = createRoute({
  getParentRoute: () => root,
  path: "/organizations/$id",
  validateSearch: readRecordSearch,
  staticData: { title: "organization:nav.list" },
  component: lazyRouteComponent(() => import("./record/OrganizationPage"), "OrganizationPage"),
});

const edit = createRoute({
  getParentRoute: () => root,
  path: "/organizations/$id/edit",
  staticData: { title: "organization:edit.title" },
  component: lazyRouteComponent(() => import("./form/EditPage"), "EditPage"),
});

/** The unions: their tree, one union's page, founding, changing, moving, merging, splitting and dissolving (ORG). */
export const organizations: Feature = {
  routes: [list, found, record, edit],
  nav: [
    {
      group: "register",
      order: 10,
      label: "organization:nav.list",
      to: "/organizations",
      when: (may) => may.seeOrganizations,
    },
  ],
  actions: [
    {
      label: "organization:found.verb",
      initials: "xjgh",
      to: "/organizations/new",
      when: (may) => may.foundOrganizations,
    },
  ],
  search: [{ label: "organization:nav.list", when: (may) => may.seeOrganizations, find: findUnions }],
};
