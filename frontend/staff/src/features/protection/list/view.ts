import type { ReactNode } from "react";
import type { MutualSearch } from "../search";

/** What each view of the page is given: the head above it, its filters, and how they change. */
export interface ViewProps {
  head: ReactNode;
  search: MutualSearch;
  onSearch(change: Partial<MutualSearch>): void;
}

export const keyOf = (row: { id: string }) => row.id;
