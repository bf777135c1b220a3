import type {
  ListCoversParams,
  ListEnrolmentsParams,
  ListProtectionClaimsParams,
  ListProtectionPlansParams,
} from "@unionhome/client/model";
import { oneOf, word } from "../../ui/filter/params";

export const VIEWS = ["plans", "enrolments", "units", "covers", "claims"] as const;
export type View = (typeof VIEWS)[number];

/** The address speaks the language of the API; without `view` it is the list of plans. */
export interface MutualSearch {
  view?: View;
  plan_id?: string;
  under_id?: string;
  status?: string;
  kind?: string;
  state?: string;
  claim?: string;
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
    claim: word(search, "claim"),
    ending: oneOf(search, "ending", ["yes"] as const),
    below: oneOf(search, "below", ["yes", "no"] as const),
    name: word(search, "name"),
  };
}

/** What each view asks of the server: comma lists as lists. */
export const plansAsked = (search: MutualSearch) =>
  ({ status: search.status?.split(","), kind: search.kind?.split(",") }) as ListProtectionPlansParams;

export const enrolmentsAsked = ({ plan_id, under_id, state, ending }: MutualSearch) =>
  ({ plan_id, under_id, state: state?.split(","), ending: ending && true }) as ListEnrolmentsParams;

export const coversAsked = ({ plan_id, under_id, name, kind, ending }: MutualSearch) =>
  ({ plan_id, under_id, name, kind: kind?.split(","), ending: ending && true }) as ListCoversParams;

export const claimsAsked = ({ plan_id, under_id, name, claim }: MutualSearch) =>
  ({ plan_id, under_id, q: name, status: claim?.split(",") }) as ListProtectionClaimsParams;

/** What an enrolment begins from: the plan, the unit, or the enrolment that it renews. */
export interface EnrolSearch {
  plan_id?: string;
  renews_id?: string;
}

export function readEnrolSearch(search: Record<string, unknown>): EnrolSearch {
  return { plan_id: word(search, "plan_id"), renews_id: word(search, "renews_id") };
}

/** The cover that a claim is made on. */
export const readCoverSearch = (search: Record<string, unknown>) => ({ cover_id: word(search, "cover_id") });
