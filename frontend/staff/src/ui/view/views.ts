import { createContext } from "react";

/** Filters of a list, as its address has them. */
export type ViewQuery = Readonly<Record<string, unknown>>;
export type Sharing = "private" | "office" | "city";
export const SHARINGS: readonly Sharing[] = ["private", "office", "city"];

/** A list with its filters under a name: one's own, the office's, the city's. */
export interface View {
  id: string;
  name: string;
  sharing: Sharing;
  query: ViewQuery;
  mine: boolean;
  /** The owner, when of the same office. */
  user_name: string | null;
  /** The list begins with it, for the reader alone. */
  is_default: boolean;
  version: number;
  steps: readonly { step: string; allowed: boolean; reason: string | null }[];
}

/** Where views are kept. The frame supplies it; the parts only know this shape. */
export interface ViewStore {
  list(noun: string, signal?: AbortSignal): Promise<readonly View[]>;
  /** Answers which one it became. */
  keep(noun: string, name: string, sharing: Sharing, query: ViewQuery): Promise<string>;
  change(view: View, part: { name?: string; sharing?: Sharing; query?: ViewQuery }): Promise<void>;
  setDefault(view: View, on: boolean): Promise<void>;
  give(view: View, to: string): Promise<void>;
  drop(view: View): Promise<void>;
  colleagues(signal?: AbortSignal): Promise<readonly { id: string; name: string }[]>;
}

export const ViewContext = createContext<ViewStore | null>(null);

/** The part of an address that a view keeps: without an open drawer, and without what is empty. */
export function keptOf(search: ViewQuery, keys: readonly string[]): ViewQuery {
  return Object.fromEntries(keys.flatMap((key) => (search[key] === undefined ? [] : [[key, search[key]]])));
}

/** Two addresses that mean the same; numbers and flags come back from the server as they went. */
export function sameQuery(one: ViewQuery, other: ViewQuery): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => String(one[key] ?? "") === String(other[key] ?? ""));
}

/** What an address becomes when a view is shown: what the view does not name is emptied. */
export function shownBy(query: ViewQuery, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, query[key]]));
}
