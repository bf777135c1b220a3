import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readBatchSearch } from "./batch/search";
import { readSearch } from "./list/filters";
import { findMembers } from "./search";

const list = createRoute({
  getParentRoute: () => root,
  path: "/members",
  validateSearch: readSearch,
  staticData: { title: "member:nav.list" },
  component: lazyRouteComponent(() => import("./list/MembersPage"), "MembersPage"),
});
const register = createRoute({
  getParentRoute: () => root,
  path: "/members/new",
  validateSearch: (raw: Record<string, unknown>): { org?: string } => (raw.org ? { org: String(raw.org) } : {}),
  staticData: { title: "member:nav.new" },
  component: lazyRouteComponent(() => import("./form/RegisterPage"), "RegisterPage"),
});
const duplicates = createRoute({
  getParentRoute: () => root,
  path: "/members/duplicates",
  staticData: { title: "member:nav.duplicates" },
  component: lazyRouteComponent(() => import("./duplicates/DuplicatesPage"), "DuplicatesPage"),
});
const one = createRoute({
  getParentRoute: () => root,
  path: "/members/$id",
  staticData: { title: "member:one" },
  component: lazyRouteComponent(() => import("./one/MemberPage"), "MemberPage"),
});
const batches = createRoute({
  getParentRoute: () => root,
  path: "/member-batches",
  validateSearch: readBatchSearch,
  staticData: { title: "member:batches.nav" },
  component: lazyRouteComponent(() => import("./batch/BatchesPage"), "BatchesPage"),
});
const batch = createRoute({
  getParentRoute: () => root,
  path: "/member-batches/$id",
  staticData: { title: "member:batch.one" },
  component: lazyRouteComponent(() => import("./batch/BatchPage"), "BatchPage"),
});
const edit = createRoute({
  getParentRoute: () => root,
  path: "/members/$id/edit",
  staticData: { title: "member:verb.edit" },
  component: lazyRouteComponent(() => import("./form/EditPage"), "EditPage"),
});

export const members: Feature = {
  routes: [list, register, duplicates, one, edit, batches, batch],
  nav: [
    { group: "register", order: 20, label: "member:nav.list", to: "/members", when: (may) => may.seeMembers },
    {
      group: "register",
      order: 22,
      label: "member:nav.duplicates",
      to: "/members/duplicates",
      when: (may) => may.registerMembers,
    },
    {
      group: "register",
      order: 24,
      label: "member:batches.nav",
      to: "/member-batches",
      when: (may) => may.registerMembers,
    },
  ],
  actions: [
    { label: "member:nav.new", initials: "djhy", to: "/members/new", when: (may) => may.registerMembers },
    {
      label: "member:nav.review",
      initials: "shrh",
      to: "/members?view=pending&status=submitted",
      when: (may) => may.approveMembers,
    },
  ],
  search: [{ label: "member:nav.list", when: (may) => may.seeMembers, find: findMembers }],
};
