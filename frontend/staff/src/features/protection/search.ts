import { oneOf, word } from "../../ui/filter/params";

export const VIEWS = ["plans", "enrolments", "units", "covers"] as const;
export type View = (typeof VIEWS)[number];

/** The address speaks the language of the API; without `view` it is the list of plans. */
export interface MutualSearch {
  view?: View;
  plan_id?: string;
  under_id?: string;
  status?: string;
  kind?: string;
  state?: string;
  ending?: "yes";
  below?: "yes" | "no";
  name?: string;
}

export function readMutualSearch(search: Record<string, unknown>): MutualSearch {
  return {
    view: oneOf(search, "view", VIEWS),
    plan_id: word(search, "plan_id"),
    under_id: word(search, "under_id"),
    status: word(search, "status"),
    kind: word(search, "kind"),
    state: word(search, "state"),
    ending: oneOf(search, "ending", ["yes"] as const),
    below: oneOf(search, "below", ["yes", "no"] as const),
    name: word(search, "name"),
  };
}

/** What an enrolment begins from: the plan, the unit, or the enrolment that it renews. */
export interface EnrolSearch {
  plan_id?: string;
  renews_id?: string;
}

export function readEnrolSearch(search: Record<string, unknown>): EnrolSearch {
  return { plan_id: word(search, "plan_id"), renews_id: word(search, "renews_id") };
}
