import type { StatsTree } from "../search";

/** What each part of the page is told: of which union, of when, and where a name leads. */
export interface Subject {
  org: string | undefined;
  /** Which tree; without it that of the reader's own grant. */
  tree: StatsTree | undefined;
  /** As chosen; without one the running year. */
  period: string | undefined;
  year: number;
  /** The name of the union. */
  place: string;
  today: string;
  onEnter(org: string): void;
}
