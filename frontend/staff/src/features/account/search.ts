import { day, oneOf, word } from "../../ui/filter/params";

type Search = Record<string, unknown>;

/** The address of the list of accounts. */
export interface UserSearch {
  q?: string;
  status?: string;
  role?: string;
  org?: string;
}

export function readUserSearch(search: Search): UserSearch {
  return {
    q: word(search, "q"),
    status: word(search, "status"),
    role: word(search, "role"),
    org: word(search, "org"),
  };
}

/** The address of the list of grants and hand-overs. `at` opens one of them. */
export interface GrantSearch {
  list?: "handovers";
  status?: string;
  role?: string;
  org?: string;
  user?: string;
  force?: "yes" | "no";
  before?: string;
  at?: string;
}

export function readGrantSearch(search: Search): GrantSearch {
  return {
    list: oneOf(search, "list", ["handovers"]),
    status: word(search, "status"),
    role: word(search, "role"),
    org: word(search, "org"),
    user: word(search, "user"),
    force: oneOf(search, "force", ["yes", "no"]),
    before: day(search, "before"),
    at: word(search, "at"),
  };
}
