import type { ListVisitPlansParams } from "@unionhome/client/model";
import { word } from "../../ui/filter/params";

/** The address of the page: which of its tables, and what the plans are narrowed by. */
export interface VisitSearch {
  view?: string;
  q?: string;
  under_id?: string;
  status?: string;
  occasion?: string;
}

export const VIEWS = ["plans", "progress", "concerns"] as const;
export type View = (typeof VIEWS)[number];

export function readSearch(search: Record<string, unknown>): VisitSearch {
  return {
    view: word(search, "view"),
    q: word(search, "q"),
    under_id: word(search, "under_id"),
    status: word(search, "status"),
    occasion: word(search, "occasion"),
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
