import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readFormSearch, readListSearch } from "./search";

const list = createRoute({
  getParentRoute: () => root,
  path: "/officers",
  validateSearch: readListSearch,
  staticData: { title: "officer:nav.list" },
  component: lazyRouteComponent(() => import("./list/OfficersPage"), "OfficersPage"),
});

const appoint = createRoute({
  getParentRoute: () => root,
  path: "/officers/new",
  validateSearch: readFormSearch,
  staticData: { title: "officer:form.appoint" },
  component: lazyRouteComponent(() => import("./form/AppointPage"), "AppointPage"),
});

const edit = createRoute({
  getParentRoute: () => root,
  path: "/officers/$id/edit",
  staticData: { title: "officer:form.edit" },
  component: lazyRouteComponent(() => import("./form/EditPage"), "EditPage"),
});

const elect = createRoute({
  getParentRoute: () => root,
  path: "/committees/new",
  validateSearch: readFormSearch,
  staticData: { title: "officer:elect.title" },
  component: lazyRouteComponent(() => import("./form/ElectPage"), "ElectPage"),
});

/** Officers, vacancies, committees and the terms that run out (ORG-05, 19, 21, 22). */
export const officers: Feature = {
  routes: [list, appoint, edit, elect],
  nav: [{ group: "register", order: 15, label: "officer:nav.list", to: "/officers", when: (may) => may.seeOfficers }],
  actions: [
    { label: "officer:form.appoint", initials: "djrz", to: "/officers/new", when: (may) => may.editOfficers },
    { label: "officer:elect.title", initials: "djhj", to: "/committees/new", when: (may) => may.editCommittees },
  ],
};
