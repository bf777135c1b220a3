import { oneOf, word } from "../../ui/filter/params";

type Raw = Record<string, unknown>;

export const MEASURES = ["members", "joining_rate", "complete_rate", "card_rate"] as const;
export const DIMENSIONS = ["education", "politics", "kind", "new_employment"] as const;

export const TREES = ["territory", "line"] as const;
export type StatsTree = (typeof TREES)[number];

/** The address: where, when, and which measure the bars show. */
export interface StatsSearch {
  /** A union, or a line in the tree of lines. */
  org?: string;
  /** Which tree; without it that of the reader's own grant. */
  tree?: StatsTree;
  period?: string;
  bars?: (typeof MEASURES)[number];
  parts?: (typeof DIMENSIONS)[number];
  /** On a large screen: no frame, large type, one slide after the other. */
  mode?: "wall";
}

export function readSearch(raw: Raw): StatsSearch {
  const period = word(raw, "period");
  return {
    org: word(raw, "org"),
    tree: oneOf(raw, "tree", TREES),
    period: period && /^2\d{3}(-(Q[1-4]|0[1-9]|1[0-2]))?$/.test(period) ? period : undefined,
    bars: oneOf(raw, "bars", MEASURES),
    parts: oneOf(raw, "parts", DIMENSIONS),
    mode: oneOf(raw, "mode", ["wall"] as const),
  };
}

export interface PlaceSearch {
  org?: string;
  tree?: StatsTree;
  period?: string;
}

/** Of which union or line, and of which period, the figures of one subject are. */
export function readPlace(raw: Raw): PlaceSearch {
  const { org, tree, period } = readSearch(raw);
  return { org, tree, period };
}

/** The periods one may choose: the months of this year and the last so far, their quarters, the last years. */
export function periodsUntil(today: string, years = 3): string[] {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  const found: string[] = [];
  for (let back = 0; back < 2; back++) {
    for (let m = back === 0 ? month - 1 : 12; m >= 1; m--) {
      found.push(`${year - back}-${String(m).padStart(2, "0")}`);
    }
  }
  const quarters = [0, 1].flatMap((back) =>
    [4, 3, 2, 1].filter((q) => back > 0 || q * 3 < month).map((q) => `${year - back}-Q${q}`),
  );
  const whole = Array.from({ length: years }, (_, index) => String(year - 1 - index));
  return [...found, ...quarters, ...whole];
}
