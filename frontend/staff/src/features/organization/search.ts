import { day, days, oneOf, word } from "../../ui/filter/params";

type Search = Record<string, unknown>;

/** The address of the list: which node, which rows, on which day. */
export interface ListSearch {
  /** The chosen node of the tree; without one the caller's own union. */
  at?: string;
  /** Directly under the node, or everything below it; without it whatever fits the other filters. */
  view?: "direct" | "all";
  q?: string;
  /** Comma lists. */
  kind?: string;
  level?: string;
  status?: string;
  line?: string;
  /** Holding this honour. */
  honour?: string;
  /** Comma lists. */
  ownership?: string;
  industry?: string;
  /** Founded within these days: "2026-01-01~2026-12-31", either end open. */
  founded?: string;
  /** With all eight marks of good order, or not. */
  standard?: "yes" | "no";
  /** Judged to qualify this year, or not. */
  qualified?: "yes" | "no";
  /** Basic unions whose staff number is missing or below the members, or the others. */
  staff?: "yes" | "no";
  /** The tree as it stood on this day. */
  on?: string;
}

export function readListSearch(search: Search): ListSearch {
  return {
    at: word(search, "at"),
    view: oneOf(search, "view", ["direct", "all"]),
    q: word(search, "q"),
    kind: word(search, "kind"),
    level: word(search, "level"),
    status: word(search, "status"),
    line: word(search, "line"),
    honour: word(search, "honour"),
    ownership: word(search, "ownership"),
    industry: word(search, "industry"),
    founded: days(search, "founded"),
    standard: oneOf(search, "standard", ["yes", "no"]),
    qualified: oneOf(search, "qualified", ["yes", "no"]),
    staff: oneOf(search, "staff", ["yes", "no"]),
    on: day(search, "on"),
  };
}

export const TABS = ["about", "below", "committee", "employers", "history"] as const;
export type Tab = (typeof TABS)[number];

/** The address of one union: its tab. The founding page reads its parent from it. */
export interface RecordSearch {
  tab?: Tab;
  parent?: string;
}

export function readRecordSearch(search: Search): RecordSearch {
  return { tab: oneOf(search, "tab", TABS), parent: word(search, "parent") };
}
