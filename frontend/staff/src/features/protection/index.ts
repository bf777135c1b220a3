import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readCoverSearch, readEnrolSearch, readMutualSearch } from "./search";

const list = createRoute({
  getParentRoute: () => root,
  path: "/aid/mutual",
  validateSearch: readMutualSearch,
  staticData: { title: "protection:nav" },
  component: lazyRouteComponent(() => import("./list/MutualPage"), "MutualPage"),
});
const make = createRoute({
  getParentRoute: () => root,
  path: "/aid/mutual/plans/new",
  staticData: { title: "protection:form.title" },
  component: lazyRouteComponent(() => import("./form/PlanForm"), "NewPlanPage"),
});
const plan = createRoute({
  getParentRoute: () => root,
  path: "/aid/mutual/plans/$id",
  staticData: { title: "protection:plan.one" },
  component: lazyRouteComponent(() => import("./one/PlanPage"), "PlanPage"),
});
const edit = createRoute({
  getParentRoute: () => root,
  path: "/aid/mutual/plans/$id/edit",
  staticData: { title: "protection:form.edit" },
  component: lazyRouteComponent(() => import("./form/PlanForm"), "EditPlanPage"),
});
const enrol = createRoute({
  getParentRoute: () => root,
  path: "/aid/mutual/enrol",
  validateSearch: readEnrolSearch,
  staticData: { title: "protection:enrol.title" },
  component: lazyRouteComponent(() => import("./form/EnrolPage"), "EnrolPage"),
});
const enrolment = createRoute({
  getParentRoute: () => root,
  path: "/aid/mutual/enrolments/$id",
  staticData: { title: "protection:enrolment.one" },
  component: lazyRouteComponent(() => import("./one/EnrolmentPage"), "EnrolmentPage"),
});

const claims = createRoute({
  getParentRoute: () => root,
  path: "/aid/mutual/claims/new",
  validateSearch: readCoverSearch,
  staticData: { title: "protection:claim.begin" },
  component: lazyRouteComponent(() => import("./form/ClaimForm"), "NewClaimPage"),
});
const claim = createRoute({
  getParentRoute: () => root,
  path: "/aid/mutual/claims/$id",
  staticData: { title: "protection:claim.one" },
  component: lazyRouteComponent(() => import("./one/ClaimPage"), "ClaimPage"),
});
const mend = createRoute({
  getParentRoute: () => root,
  path: "/aid/mutual/claims/$id/edit",
  staticData: { title: "protection:claim.edit" },
  component: lazyRouteComponent(() => import("./form/ClaimForm"), "EditClaimPage"),
});

/** Plans of mutual protection, enrolment by unit, participation, claims (互助保障: AID-23). */
export const protections: Feature = {
  routes: [list, make, plan, edit, enrol, enrolment, claims, claim, mend],
  nav: [{ group: "mutual", order: 10, label: "protection:nav", to: "/aid/mutual", when: (may) => may.seeHouseholds }],
};
