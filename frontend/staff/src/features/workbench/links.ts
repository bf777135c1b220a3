import type { Noun, SavedViewOut, TodoItem, UrgeSubject } from "@unionhome/client/model";

/** Where a union attends to what it is urged about; the rest stands in its own record. */
const URGED: Partial<Record<UrgeSubject, string>> = {
  transfer: "/transfers?view=in",
  duty: "/duties?view=owed&state=late",
  report: "/reports",
};

/** Where the record of an item is. Features do not know each other, so an address is text here. */
export function recordOf(
  item: Pick<TodoItem, "kind" | "id" | "name"> & Partial<Pick<TodoItem, "urge" | "organization_id" | "detail">>,
): string {
  switch (item.kind) {
    case "urge":
      return URGED[item.urge?.subject ?? "term"] ?? `/organizations/${item.organization_id}?tab=committee`;
    case "member_approval":
      return `/members/${item.id}`;
    case "term":
      return `/organizations/${item.id}?tab=committee`;
    case "import":
      return `/imports/${item.id}`;
    case "user_approval":
    case "sighting_alarm":
      return `/users/${item.id}`;
    case "session_reused":
      return "/account";
    case "recount":
      return "/stats/recounts";
    case "pivot_due":
      return `/reports/builder?due=${item.id}`;
    case "grant_approval":
      return `/grants?status=proposed&at=${item.id}`;
    case "handover_approval":
      return `/grants?list=handovers&at=${item.id}`;
    case "export_approval":
      return "/export-approvals";
    case "household_review":
    case "household_approval":
    case "household_decision":
      return `/households/${item.id}`;
    case "aid_case":
    case "aid_case_late":
      return `/aid/cases/${item.id}`;
    case "aid_program_closing":
      return `/aid/programs/${item.id}`;
    case "notice_wanted":
      return "/aid/notices?view=wanted";
    case "notice_over":
      return `/aid/notices/${item.id}`;
    case "objection":
      return "/aid/notices?view=objections";
    case "work_calendar":
      return `/work-calendar?year=${item.name}`;
    case "visit":
      return `/visits/${item.id}/do`;
    case "report_due":
    case "report_review":
      // One that was not begun yet has no address of its own.
      return item.id === item.organization_id ? "/reports" : `/reports/${item.id}`;
    case "duty_due":
    case "duty_late":
      return `/duties/${item.id}`;
    case "voucher_check":
      return `/vouchers/${item.id}`;
    case "budget_check":
      return `/funds/budget?org=${item.organization_id}&year=${item.name}`;
    case "reconciliation_check":
      return `/aid/reconciliations/${item.id}`;
    case "payment_rejected":
      return `/aid/payments/${item.id}`;
    case "visit_money":
      return `/visits/${item.id}`;
    case "fund_ending":
      return `/funds/${item.id}`;
    case "savings_loan":
    case "savings_loan_late":
      return `/aid/savings/loans/${item.id}`;
    case "aid_application":
      return `/aid-applications/${item.id}`;
    case "paper_request":
      return `/households/${item.id}?tab=papers`;
    case "protection_claim":
      return `/aid/mutual/claims/${item.id}`;
    case "protection_due":
    case "protection_ending":
      return `/aid/mutual/enrolments/${item.id}`;
    case "remittance_due":
      return `/funds/remittances?year=${item.detail?.split(" ")[0]}`;
    case "needs_overdue":
      return `/aid/needs/${item.id}`;
    default:
      return `/transfers?view=${item.kind === "transfer_in" ? "in" : "out"}`;
  }
}

/** The whole list of a kind. */
export function listOf(kind: string): string {
  switch (kind) {
    case "member_approval":
      return "/members?view=pending&status=submitted";
    case "term":
      return "/officers?view=due";
    case "urge":
      return "/officers?view=urges";
    case "import":
      return "/import/members";
    case "user_approval":
      return "/users?status=pending";
    case "sighting_alarm":
      return "/users";
    case "session_reused":
      return "/account";
    case "recount":
      return "/stats/recounts";
    case "pivot_due":
      return "/reports/builder";
    case "grant_approval":
      return "/grants?status=proposed";
    case "handover_approval":
      return "/grants?list=handovers";
    case "export_approval":
      return "/export-approvals";
    case "report_due":
    case "report_review":
      return "/reports";
    case "duty_due":
      return "/duties?view=owed&state=open,returned";
    case "duty_late":
      return "/duties?view=owed&state=late";
    case "household_review":
      return "/households?status=active";
    case "household_approval":
    case "household_decision":
      return "/households?status=draft";
    case "aid_case":
      return "/aid/cases?view=desk";
    case "aid_case_late":
      return "/aid/cases?view=late";
    case "aid_program_closing":
      return "/aid/programs?status=open";
    case "notice_wanted":
      return "/aid/notices?view=wanted";
    case "notice_over":
      return "/aid/notices?view=ended";
    case "objection":
      return "/aid/notices?view=objections";
    case "work_calendar":
      return "/work-calendar";
    case "visit":
    case "visit_money":
      return "/visits";
    case "voucher_check":
      return "/vouchers?state=proposed";
    case "budget_check":
      return "/funds/budget";
    case "reconciliation_check":
      return "/aid/reconciliations?state=closed";
    case "fund_ending":
      return "/funds?status=open";
    case "payment_rejected":
      return "/aid/payments?view=payments&state=rejected,returned";
    case "savings_loan":
    case "savings_loan_late":
      return "/aid/savings";
    case "aid_application":
      return "/aid-applications?status=submitted";
    case "paper_request":
      return "/households?paper_request=answered";
    case "protection_claim":
      return "/aid/mutual?view=claims&claim=submitted,checked,approved";
    case "protection_due":
      return "/aid/mutual?view=enrolments&state=waiting";
    case "protection_ending":
      return "/aid/mutual?view=enrolments&ending=yes";
    case "remittance_due":
      return "/funds/remittances";
    case "needs_overdue":
      return "/aid/needs?state=overdue";
    default:
      return `/transfers?view=${kind === "transfer_in" ? "in" : "out"}`;
  }
}

/** Lists whose address is not their name. */
const PATHS: Partial<Record<Noun, string>> = {
  "aid-cases": "aid/cases",
  "aid-programs": "aid/programs",
  "needs-surveys": "aid/needs",
  "aid-stations": "aid/stations",
  notices: "aid/notices",
  payments: "aid/payments",
  "ledger-entries": "funds/ledger",
  "goods-lots": "funds/goods",
  "budget-lines": "funds/budget",
  "mutual-protection": "aid/mutual",
  "savings-societies": "aid/savings",
  "visit-plans": "visits",
  pivots: "reports/builder",
  "trip-demands": "return-trips",
};
/** Lists that are not the first of their page. */
const VIEWS: Partial<Record<Noun, string>> = { visits: "visits", "return-trips": "trips" };

/** The list of a saved view with its filters. */
export function viewLink(view: Pick<SavedViewOut, "noun" | "query">): string {
  const noun = view.noun as Noun;
  const search = new URLSearchParams(VIEWS[noun] && { view: VIEWS[noun] });
  for (const [key, value] of Object.entries(view.query))
    if (["string", "number", "boolean"].includes(typeof value)) search.set(key, String(value));
  return `/${PATHS[noun] ?? noun}?${search}`;
}
