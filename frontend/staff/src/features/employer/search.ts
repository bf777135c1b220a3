import type { ListEmployersParams } from "@unionhome/client/model";
import { day, flag, whole, word } from "../../ui/filter/params";

type Search = Record<string, unknown>;

/**
 * The address of the list speaks the language of the API, so that the lists behind the figures of the coverage page,
 * which the server sends as query strings, are addresses as they are.
 */
export interface ListSearch {
  q?: string;
  under_id?: string;
  at_id?: string;
  union_id?: string;
  territory_id?: string;
  covered?: boolean;
  /** By a union that covers several. */
  shared?: boolean;
  closed?: boolean;
  "employees[gte]"?: number;
  "employees[lt]"?: number;
  ownership?: string;
  industry?: string;
  source?: string;
  "listed_on[lt]"?: string;
  /** The employer whose quick look is open. */
  look?: string;
}

export function readListSearch(search: Search): ListSearch {
  return {
    q: word(search, "q"),
    under_id: word(search, "under_id"),
    at_id: word(search, "at_id"),
    union_id: word(search, "union_id"),
    territory_id: word(search, "territory_id"),
    covered: flag(search, "covered"),
    shared: flag(search, "shared"),
    closed: flag(search, "closed"),
    "employees[gte]": whole(search, "employees[gte]"),
    "employees[lt]": whole(search, "employees[lt]"),
    ownership: word(search, "ownership"),
    industry: word(search, "industry"),
    source: word(search, "source"),
    "listed_on[lt]": day(search, "listed_on[lt]"),
    look: word(search, "look"),
  };
}

/** What is asked of the server: the address without the open look, comma lists as lists. */
export function askedOf(search: ListSearch): ListEmployersParams {
  // Whatever else an address carries is not asked.
  const { look: _, ownership, industry, ...rest } = readListSearch({ ...search });
  return { ...rest, ownership: ownership?.split(","), industry: industry?.split(",") } as ListEmployersParams;
}

/** A list behind a figure, as the server says it. */
export const addressOf = (query: string): ListSearch => readListSearch(Object.fromEntries(new URLSearchParams(query)));

export interface CoverageSearch {
  under_id?: string;
  threshold?: number;
  ownership?: string;
  industry?: string;
}

export function readCoverageSearch(search: Search): CoverageSearch {
  return {
    under_id: word(search, "under_id"),
    threshold: whole(search, "threshold"),
    ownership: word(search, "ownership"),
    industry: word(search, "industry"),
  };
}
