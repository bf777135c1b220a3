import type { AidStationState, ListAidStationsParams } from "@unionhome/client/model";
import { oneOf, word } from "../../ui/filter/params";

/** The address of the page: which of its two views, what the list is narrowed by, below whom is counted. */
export interface StationSearch {
  view?: "coverage";
  q?: string;
  under_id?: string;
  organization_id?: string;
  kind?: string;
  state?: AidStationState;
  service?: string;
  /** The station whose quick look is open. */
  look?: string;
}

const VIEWS = ["coverage"] as const;
const STATES = ["open", "closed"] as const satisfies readonly AidStationState[];

export function readSearch(search: Record<string, unknown>): StationSearch {
  return {
    view: oneOf(search, "view", VIEWS),
    q: word(search, "q"),
    under_id: word(search, "under_id"),
    organization_id: word(search, "organization_id"),
    kind: word(search, "kind"),
    state: oneOf(search, "state", STATES),
    service: word(search, "service"),
    look: word(search, "look"),
  };
}

/** What is asked of the server: comma lists as lists, and those that are open where nothing is said. */
export const askedOf = (search: StationSearch): ListAidStationsParams =>
  ({
    q: search.q,
    under_id: search.under_id,
    organization_id: search.organization_id,
    kind: search.kind?.split(","),
    state: [search.state ?? "open"],
    service: search.service?.split(","),
  }) as ListAidStationsParams;
