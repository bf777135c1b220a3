import type { ListVisitPlansParams, ListVisitsParams } from "@unionhome/client/model";
import { flag, word } from "../../ui/filter/params";

/** The address of the page: which of its tables, and what the plans are narrowed by. */
export interface VisitSearch {
  view?: string;
  q?: string;
  under_id?: string;
  status?: string;
  occasion?: string;
  /** Of the visits: what became of them, whom they went to, only mine, only those not gone to. */
  outcome?: string;
  kind?: string;
  mine?: boolean;
  overdue?: boolean;
}

export const VIEWS = ["plans", "visits", "progress", "concerns"] as const;
export type View = (typeof VIEWS)[number];

export function readSearch(search: Record<string, unknown>): VisitSearch {
  return {
    view: word(search, "view"),
    q: word(search, "q"),
    under_id: word(search, "under_id"),
    status: word(search, "status"),
    occasion: word(search, "occasion"),
    outcome: word(search, "outcome"),
    kind: word(search, "kind"),
    mine: flag(search, "mine"),
    overdue: flag(search, "overdue"),
  };
}

export const viewOf = (search: VisitSearch): View => VIEWS.find((view) => view === search.view) ?? "plans";

/** What is asked of the server: comma lists as lists. */
export const askedOf = (search: VisitSearch): ListVisitPlansParams =>
  ({
    q: search.q,
    under_id: search.under_id,
    status: search.status?.split(","),
    occasion: search.occasion?.split(","),
  }) as ListVisitPlansParams;

export const visitsAsked = ({ q, under_id, outcome, kind, mine, overdue }: VisitSearch): ListVisitsParams =>
  ({
    q,
    under_id,
    status: outcome?.split(","),
    kind: kind?.split(","),
    mine,
    overdue,
  }) as ListVisitsParams;

/** January is 1. */
export const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

/** What a new plan is begun for: the birthdays of a month, or one member. */
export interface NewSearch {
  birthday?: number;
  member?: string;
}

export const readNewSearch = (search: Record<string, unknown>): NewSearch => ({
  birthday: MONTHS.find((month) => String(month) === String(search.birthday)),
  member: word(search, "member"),
});
