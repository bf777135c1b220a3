import type { ListDutiesParams } from "@unionhome/client/model";
import { oneOf, whole, word } from "../../ui/filter/params";

export const VIEWS = ["asked", "owed"] as const;
export type View = (typeof VIEWS)[number];

/** The address: what the own union asks or owes, of which year, about what, how far. */
export interface DutySearch {
  view?: View;
  year?: number;
  subject?: string;
  state?: string;
}

export function readSearch(search: Record<string, unknown>): DutySearch {
  return {
    view: oneOf(search, "view", VIEWS),
    year: whole(search, "year"),
    subject: word(search, "subject"),
    state: word(search, "state"),
  };
}

/** What is asked of the server: the own side of the list, of this year where none is said. */
export const askedOf = (search: DutySearch, view: View, own: { id: string; year: number }): ListDutiesParams =>
  ({
    year: search.year ?? own.year,
    subject: search.subject?.split(","),
    ...(view === "owed" ? { owed: true, state: search.state?.split(",") } : { organization_id: own.id }),
  }) as ListDutiesParams;
