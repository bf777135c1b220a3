import { oneOf, word } from "../../ui/filter/params";

type Search = Record<string, unknown>;

export const PARTS = ["log", "hooks", "messages", "try"] as const;
export type Part = (typeof PARTS)[number];

/** The address of the page: which part of it, narrowed to what. */
export interface OpenSearch {
  list?: Part;
  client?: string;
  state?: string;
  dataset?: string;
  outcome?: "refused" | "answered";
  request?: string;
  event?: string;
  q?: string;
}

export function readOpenSearch(search: Search): OpenSearch {
  return {
    list: oneOf(search, "list", PARTS),
    client: word(search, "client"),
    state: word(search, "state"),
    dataset: word(search, "dataset"),
    outcome: oneOf(search, "outcome", ["refused", "answered"]),
    request: word(search, "request"),
    event: word(search, "event"),
    q: word(search, "q"),
  };
}
