import { day, oneOf, word } from "../../ui/filter/params";

type Search = Record<string, unknown>;

/** The address of the record: which part of it. */
export interface AuditSearch {
  list?: "seals";
  actor?: string;
  /** Who did it, by the whole name. */
  name?: string;
  object?: string;
  kind?: string;
  /** A comma list of events. */
  event?: string;
  org?: string;
  from?: string;
  to?: string;
  request?: string;
  address?: string;
}

export function readAuditSearch(search: Search): AuditSearch {
  return {
    list: oneOf(search, "list", ["seals"]),
    actor: word(search, "actor"),
    name: word(search, "name"),
    object: word(search, "object"),
    kind: word(search, "kind"),
    event: word(search, "event"),
    org: word(search, "org"),
    from: day(search, "from"),
    to: day(search, "to"),
    request: word(search, "request"),
    address: word(search, "address"),
  };
}

/** What the search box may hold: a name, a request number or a network address. */
export function sought(text: string): Pick<AuditSearch, "name" | "request" | "address"> {
  const plain = text.trim();
  const nothing = { name: undefined, request: undefined, address: undefined };
  if (plain === "") return nothing;
  if (/^[\d.]+$|:.*:/.test(plain)) return { ...nothing, address: plain };
  // A request number is plain letters and digits, and has a digit; a name of somebody has none.
  return /\d/.test(plain) ? { ...nothing, request: plain } : { ...nothing, name: plain };
}

/** Days as instants: both included. */
export const beginOf = (on: string): string => `${on}T00:00:00+08:00`;
export const endOf = (on: string): string => beginOf(new Date(Date.parse(on) + 86_400_000).toISOString().slice(0, 10));
