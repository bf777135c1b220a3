import type { ListAidCasesParams } from "@unionhome/client/model";
import { word } from "../../../ui/filter/params";

type Search = Record<string, unknown>;

export const CASE_VIEWS = ["desk", "notice", "to_pay", "late", "acted", "all"] as const;
export type CaseView = (typeof CASE_VIEWS)[number];

/** The address of the queue. */
export interface CaseSearch {
  view?: CaseView;
  q?: string;
  under_id?: string;
  program_id?: string;
  program_kind?: string;
  status?: string;
  category?: string;
  outcome?: string;
  waiting_days?: string;
  sort?: "place" | "due";
}

export function readCaseSearch(search: Search): CaseSearch {
  const view = word(search, "view");
  const sort = word(search, "sort");
  return {
    view: CASE_VIEWS.find((one) => one === view),
    q: word(search, "q"),
    under_id: word(search, "under_id"),
    program_id: word(search, "program_id"),
    program_kind: word(search, "program_kind"),
    status: word(search, "status"),
    category: word(search, "category"),
    outcome: word(search, "outcome"),
    waiting_days: word(search, "waiting_days"),
    sort: sort === "place" || sort === "due" ? sort : undefined,
  };
}

/** What each view asks for; a status that was picked beside it narrows it further. */
const ASKS: Record<CaseView, Partial<ListAidCasesParams>> = {
  desk: { desk: true },
  notice: { status: ["notice"] },
  to_pay: { status: ["approved"] },
  late: { late: true },
  acted: { acted: true },
  all: {},
};

export const viewOf = (search: CaseSearch): CaseView => search.view ?? "desk";

/** What is asked of the server for the rows, and, without the order, for the sums. */
export function casesAsked(search: CaseSearch): ListAidCasesParams {
  const days = search.waiting_days === undefined ? Number.NaN : Number(search.waiting_days);
  const view = viewOf(search);
  return {
    q: search.q,
    under_id: search.under_id,
    program_id: search.program_id,
    program_kind: search.program_kind?.split(","),
    status: search.status?.split(","),
    category: search.category?.split(","),
    outcome: search.outcome?.split(","),
    waiting_days: Number.isInteger(days) && days >= 0 ? days : undefined,
    sort: search.sort ?? (view === "desk" || view === "late" ? "due" : undefined),
    ...ASKS[view],
  } as ListAidCasesParams;
}

export interface NewCaseSearch {
  member?: string;
  program?: string;
}

export const readNewCaseSearch = (search: Search): NewCaseSearch => ({
  member: word(search, "member"),
  program: word(search, "program"),
});
