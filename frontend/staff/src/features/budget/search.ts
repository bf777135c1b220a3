import type { ListBudgetLinesParams } from "@unionhome/client/model";
import { oneOf, word } from "../../ui/filter/params";

const REACHES = ["own", "whole"] as const;
export type Reach = (typeof REACHES)[number];

/** The addresses speak the language of the API. */
export interface BudgetSearch {
  /** The list of all unions by subject, instead of the figures of one. */
  view?: "lines";
  org?: string;
  year?: string;
  reach?: Reach;
  subject?: string;
}

export function readBudgetSearch(search: Record<string, unknown>): BudgetSearch {
  const year = word(search, "year");
  return {
    view: oneOf(search, "view", ["lines"] as const),
    org: word(search, "org"),
    year: year && /^20\d\d$/.test(year) ? year : undefined,
    reach: oneOf(search, "reach", REACHES),
    subject: word(search, "subject"),
  };
}

export function askedLines(search: BudgetSearch, year: number): ListBudgetLinesParams {
  return {
    year: Number(search.year ?? year),
    under_id: search.org,
    subject: search.subject?.split(","),
  } as ListBudgetLinesParams;
}

/** The figures of a budget that the ledger has the entries of. */
export type Executed = "spent" | "reserved";

/** Where the entries are that a figure is the sum of: what was spent in the year, or what stood promised at its end. */
export function entriesOf(figure: Executed, subject: string, year: number, org: string, reach: Reach): string {
  const whose: Record<string, string> = reach === "whole" ? { under_id: org } : { owner_id: org };
  const when: Record<string, string> = figure === "spent" ? { year: String(year) } : { reserved_on: `${year}-12-31` };
  return `/funds/ledger?${new URLSearchParams({ subject, ...when, ...whose })}`;
}
