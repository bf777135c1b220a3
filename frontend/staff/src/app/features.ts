import { accounts } from "../features/account";
import { aid } from "../features/aid";
import { audit } from "../features/audit";
import { budgets } from "../features/budget";
import { calendars } from "../features/calendar";
import { duties } from "../features/duty";
import { employers } from "../features/employer";
import { examinations } from "../features/examination";
import { exports } from "../features/export";
import { funds } from "../features/fund";
import { goods } from "../features/goods";
import { imports } from "../features/import";
import { integrations } from "../features/integration";
import { jobs } from "../features/job";
import { lines } from "../features/line";
import { members } from "../features/member";
import { needs } from "../features/needs";
import { notices } from "../features/notice";
import { officers } from "../features/officer";
import { organizations } from "../features/organization";
import { pairings } from "../features/pairing";
import { papers } from "../features/paper";
import { payments } from "../features/payment";
import { protections } from "../features/protection";
import { qualifications } from "../features/qualification";
import { reconciliations } from "../features/reconciliation";
import { remittances } from "../features/remittance";
import { reports } from "../features/report";
import { savings } from "../features/savings";
import { settings } from "../features/setting";
import { stations } from "../features/station";
import { statistics } from "../features/statistic";
import { summaries } from "../features/summary";
import { targets } from "../features/target";
import { transfers } from "../features/transfer";
import { trips } from "../features/trip";
import { visits } from "../features/visit";
import { workbench } from "../features/workbench";
import type { Feature } from "../ui/page/feature";

/**
 * Every noun's screens, in the order of the navigation. To add one: `import { members } from "../features/member"` and
 * name it here.
 */
export const features: readonly Feature[] = [
  workbench,
  organizations,
  qualifications,
  employers,
  members,
  transfers,
  aid,
  notices,
  visits,
  summaries,
  payments,
  protections,
  funds,
  goods,
  budgets,
  remittances,
  reconciliations,
  savings,
  examinations,
  needs,
  pairings,
  trips,
  stations,
  imports,
  jobs,
  exports,
  statistics,
  targets,
  papers,
  reports,
  duties,
  lines,
  officers,
  accounts,
  audit,
  integrations,
  settings,
  calendars,
];
