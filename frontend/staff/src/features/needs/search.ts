import type { ListNeedsSurveysParams } from "@unionhome/client/model";
import { endsOf, oneOf, whole, word } from "../../ui/filter/params";

/** The address of the page: which of its two views, what the list is narrowed by, whose progress of which year. */
export interface NeedsSearch {
  view?: "progress";
  under_id?: string;
  organization_id?: string;
  /** "2026-01-01~2026-12-31". */
  held?: string;
  way?: string;
  cause?: string;
  state?: string;
  year?: number;
}

export function readSearch(search: Record<string, unknown>): NeedsSearch {
  return {
    view: oneOf(search, "view", ["progress"] as const),
    under_id: word(search, "under_id"),
    organization_id: word(search, "organization_id"),
    held: word(search, "held"),
    way: word(search, "way"),
    cause: word(search, "cause"),
    state: word(search, "state"),
    year: whole(search, "year"),
  };
}

/** What is asked of the server: comma lists as lists, the days by their ends. */
export function askedOf(search: NeedsSearch): ListNeedsSurveysParams {
  const { from, to } = endsOf(search.held);
  return {
    under_id: search.under_id,
    organization_id: search.organization_id,
    "held_on[gte]": from,
    "held_on[lte]": to,
    way: search.way?.split(","),
    cause: search.cause?.split(","),
    state: search.state?.split(","),
  } as ListNeedsSurveysParams;
}
