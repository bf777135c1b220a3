import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readCoverageSearch, readListSearch } from "./search";

const list = createRoute({
  getParentRoute: () => root,
  path: "/employers",
  validateSearch: readListSearch,
  staticData: { title: "employer:nav.list" },
  component: lazyRouteComponent(() => import("./list/EmployersPage"), "EmployersPage"),
});

const coverage = createRoute({
  getParentRoute: () => root,
  path: "/employers/coverage",
  validateSearch: readCoverageSearch,
  staticData: { title: "employer:nav.coverage" },
  component: lazyRouteComponent(() => import("./coverage/CoveragePage"), "CoveragePage"),
});

const add = createRoute({
  getParentRoute: () => root,
  path: "/employers/new",
  staticData: { title: "employer:form.add" },
  component: lazyRouteComponent(() => import("./form/AddPage"), "AddPage"),
});

const edit = createRoute({
  getParentRoute: () => root,
  path: "/employers/$id/edit",
  staticData: { title: "employer:form.edit" },
  component: lazyRouteComponent(() => import("./form/EditPage"), "EditPage"),
});

/** The register of employers (法人单位) and their coverage (ORG-03, 10). */
export const employers: Feature = {
  routes: [list, coverage, add, edit],
  nav: [
    { group: "register", order: 30, label: "employer:nav.list", to: "/employers", when: (may) => may.seeEmployers },
    {
      group: "register",
      order: 31,
      label: "employer:nav.coverage",
      to: "/employers/coverage",
      when: (may) => may.seeCoverage,
    },
  ],
  actions: [{ label: "employer:form.add", initials: "djyrdw", to: "/employers/new", when: (may) => may.editEmployers }],
};
