import type { ListRemittancesParams } from "@unionhome/client/model";
import { whole, word } from "../../ui/filter/params";

/** The address: of which year, below whom, how far. */
export interface RemittanceSearch {
  year?: number;
  under_id?: string;
  state?: string;
}

export function readSearch(search: Record<string, unknown>): RemittanceSearch {
  return { year: whole(search, "year"), under_id: word(search, "under_id"), state: word(search, "state") };
}

/** What is asked of the server: of this year where none is said. */
export const askedOf = (search: RemittanceSearch, year: number): ListRemittancesParams =>
  ({
    year: search.year ?? year,
    under_id: search.under_id,
    state: search.state?.split(","),
  }) as ListRemittancesParams;
