import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { word } from "../../ui/filter/params";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readQueueSearch } from "./application/search";
import { readCaseSearch, readNewCaseSearch } from "./cases/search";
import { readProgramSearch } from "./programs/search";
import { readFileSearch, readListSearch, readNewSearch } from "./search";

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
  validateSearch: readFileSearch,
  staticData: { title: "aid:one" },
  component: lazyRouteComponent(() => import("./one/HouseholdPage"), "HouseholdPage"),
});

const edit = createRoute({
  getParentRoute: () => root,
  path: "/households/$id/edit",
  staticData: { title: "aid:form.edit" },
  component: lazyRouteComponent(() => import("./form/EditPage"), "EditPage"),
});

const applications = createRoute({
  getParentRoute: () => root,
  path: "/aid-applications",
  validateSearch: readQueueSearch,
  staticData: { title: "aid:application.nav" },
  component: lazyRouteComponent(() => import("./application/ApplicationsPage"), "ApplicationsPage"),
});

const application = createRoute({
  getParentRoute: () => root,
  path: "/aid-applications/$id",
  staticData: { title: "aid:application.one" },
  component: lazyRouteComponent(() => import("./application/ApplicationPage"), "ApplicationPage"),
});

const policy = createRoute({
  getParentRoute: () => root,
  path: "/aid-policies",
  staticData: { title: "aid:policy.title" },
  // A trial that was left alone is come back to from the jobs.
  validateSearch: (raw: Record<string, unknown>): { trial?: string } => (raw.trial ? { trial: String(raw.trial) } : {}),
  component: lazyRouteComponent(() => import("./policy/PolicyPage"), "PolicyPage"),
});

const programs = createRoute({
  getParentRoute: () => root,
  path: "/aid/programs",
  validateSearch: readProgramSearch,
  staticData: { title: "aid:program.title" },
  component: lazyRouteComponent(() => import("./programs/ProgramsPage"), "ProgramsPage"),
});

const makeProgram = createRoute({
  getParentRoute: () => root,
  path: "/aid/programs/new",
  staticData: { title: "aid:program.make" },
  component: lazyRouteComponent(() => import("./programs/ProgramForm"), "MakeProgramPage"),
});

const program = createRoute({
  getParentRoute: () => root,
  path: "/aid/programs/$id",
  staticData: { title: "aid:program.one" },
  component: lazyRouteComponent(() => import("./programs/ProgramPage"), "ProgramPage"),
});

const editProgram = createRoute({
  getParentRoute: () => root,
  path: "/aid/programs/$id/edit",
  staticData: { title: "aid:program.edit" },
  component: lazyRouteComponent(() => import("./programs/ProgramForm"), "EditProgramPage"),
});

const cases = createRoute({
  getParentRoute: () => root,
  path: "/aid/cases",
  validateSearch: readCaseSearch,
  staticData: { title: "aid:case.title" },
  component: lazyRouteComponent(() => import("./cases/CasesPage"), "CasesPage"),
});

const newCase = createRoute({
  getParentRoute: () => root,
  path: "/aid/cases/new",
  validateSearch: readNewCaseSearch,
  staticData: { title: "aid:case.new" },
  component: lazyRouteComponent(() => import("./cases/NewCasePage"), "NewCasePage"),
});

const oneCase = createRoute({
  getParentRoute: () => root,
  path: "/aid/cases/$id",
  staticData: { title: "aid:case.one" },
  component: lazyRouteComponent(() => import("./cases/CasePage"), "CasePage"),
});

const balance = createRoute({
  getParentRoute: () => root,
  path: "/aid/balance",
  validateSearch: (search: Record<string, unknown>) => ({ program_id: word(search, "program_id") }),
  staticData: { title: "aid:balance.title" },
  component: lazyRouteComponent(() => import("./balance/BalancePage"), "BalancePage"),
});

/** Household files (困难职工档案), programmes, cases, and the rules that judge them (AID-01…08, AID-24). */
export const aid: Feature = {
  routes: [
    list,
    enter,
    one,
    edit,
    applications,
    application,
    policy,
    programs,
    makeProgram,
    program,
    editProgram,
    cases,
    newCase,
    oneCase,
    balance,
  ],
  nav: [
    {
      group: "aid",
      order: 10,
      label: "aid:application.nav",
      to: "/aid-applications",
      when: (may) => may.seeHouseholds,
    },
    { group: "aid", order: 30, label: "aid:case.title", to: "/aid/cases", when: (may) => may.seeHouseholds },
    { group: "aid", order: 40, label: "aid:balance.title", to: "/aid/balance", when: (may) => may.balanceAid },
    { group: "aid", order: 20, label: "aid:nav.list", to: "/households", when: (may) => may.seeHouseholds },
    { group: "aid", order: 60, label: "aid:program.title", to: "/aid/programs", when: (may) => may.seeHouseholds },
    { group: "aid", order: 70, label: "aid:policy.title", to: "/aid-policies", when: (may) => may.seeHouseholds },
  ],
  actions: [
    { label: "aid:form.enter", initials: "lrknda", to: "/households/new", when: (may) => may.editHouseholds },
    { label: "aid:case.new", initials: "xjbfsq", to: "/aid/cases/new", when: (may) => may.editHouseholds },
  ],
};
