import { queryOptions } from "@tanstack/react-query";
import { getUser, listUsers } from "@unionhome/client/users";

/** Begin the keys of their lists; an act makes everything under them fresh. */
export const USERS = "users";
export const GRANTS = "grants";
export const HANDOVERS = "handovers";
const FOUND = 12;

export const oneUser = (id: string) =>
  queryOptions({ queryKey: [USERS, "one", id], queryFn: ({ signal }) => getUser(id, { signal }) });

/** Accounts by name or login, for a field that picks one. */
export const usersFound = (q: string) =>
  queryOptions({
    queryKey: [USERS, "found", q],
    queryFn: ({ signal }) => listUsers({ q: q || undefined, status: "active", limit: FOUND }, { signal }),
    staleTime: 30_000,
  });
