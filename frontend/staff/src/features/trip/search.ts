import type { ListReturnTripsParams, ListTripDemandsParams } from "@unionhome/client/model";
import { endsOf, oneOf, whole, word } from "../../ui/filter/params";

export const VIEWS = ["demands", "summary", "trips"] as const;
export type View = (typeof VIEWS)[number];

/** The address of the page: which of its views, and what it is narrowed by. */
export interface TripSearch {
  view?: View;
  year?: number;
  under_id?: string;
  province?: string;
  way?: string;
  /** Of demands. */
  state?: string;
  /** Of demands: the days on which they travel, "2027-01-08~2027-01-10", either end open. */
  days?: string;
  /** Of trips. */
  status?: string;
}

export function readSearch(search: Record<string, unknown>): TripSearch {
  return {
    view: oneOf(search, "view", VIEWS),
    year: whole(search, "year"),
    under_id: word(search, "under_id"),
    province: word(search, "province"),
    way: word(search, "way"),
    state: word(search, "state"),
    days: word(search, "days"),
    status: word(search, "status"),
  };
}

/** What is asked of the server: comma lists as lists. */
export function demandsAsked({ year, under_id, province, way, state, days }: TripSearch): ListTripDemandsParams {
  const { from, to } = endsOf(days);
  return {
    year,
    under_id,
    province: province?.split(","),
    way: way?.split(","),
    state: state?.split(","),
    "travel_on[gte]": from,
    "travel_on[lte]": to,
  } as ListTripDemandsParams;
}

export const tripsAsked = ({ year, province, status }: TripSearch): ListReturnTripsParams =>
  ({ year, province: province?.split(","), state: status?.split(",") }) as ListReturnTripsParams;
