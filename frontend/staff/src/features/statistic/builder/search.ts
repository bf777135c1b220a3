import { oneOf, word, wordsOf } from "../../../ui/filter/params";
import { type StatsTree, TREES } from "../search";

type Raw = Record<string, unknown>;

export const SHARES = ["column", "row", "all"] as const;

/** The address of a free pivot: what stands where, of whom and of when. Lists are joined by commas. */
export interface PivotSearch {
  dataset?: string;
  rows?: string;
  columns?: string;
  measures?: string;
  org?: string;
  tree?: StatsTree;
  period?: string;
  totals?: "no";
  share?: (typeof SHARES)[number];
  compare?: "last_year";
  /** The saved table that is due, by which somebody came here. */
  due?: string;
}

/** What a saved table keeps of the address. */
export const VIEW_KEYS = [
  "dataset",
  "rows",
  "columns",
  "measures",
  "org",
  "tree",
  "period",
  "totals",
  "share",
  "compare",
] as const;

export function readPivot(raw: Raw): PivotSearch {
  const period = word(raw, "period");
  return {
    dataset: word(raw, "dataset"),
    rows: word(raw, "rows"),
    columns: word(raw, "columns"),
    measures: word(raw, "measures"),
    org: word(raw, "org"),
    tree: oneOf(raw, "tree", TREES),
    period: period && /^2\d{3}(-(Q[1-4]|0[1-9]|1[0-2]))?$/.test(period) ? period : undefined,
    totals: oneOf(raw, "totals", ["no"] as const),
    share: oneOf(raw, "share", SHARES),
    compare: oneOf(raw, "compare", ["last_year"] as const),
    due: word(raw, "due"),
  };
}

/** What is asked of the server; a page that was opened bare begins with members by union and sex. */
export function askedOf(search: PivotSearch) {
  const bare = search.dataset === undefined;
  return {
    dataset: search.dataset ?? "members",
    rows: wordsOf(bare ? (search.rows ?? "child") : search.rows),
    columns: wordsOf(bare ? (search.columns ?? "sex") : search.columns),
    measures: wordsOf(bare ? (search.measures ?? "members") : search.measures),
  };
}

export type Asked = ReturnType<typeof askedOf>;
