import { queryOptions, useQuery } from "@tanstack/react-query";
import { getOrganization } from "@unionhome/client/organizations";

/** One union; nothing is asked while it is not known which. Every screen that asks shares the answer. */
export const unionOf = (id: string | undefined) =>
  queryOptions({
    queryKey: ["organizations", "one", id],
    queryFn: ({ signal }) => getOrganization(id as string, { signal }),
    enabled: id !== undefined,
  });

/** The name of a union that an address mentions, for the token of a filter. */
export const useUnionName = (id: string | undefined): string | undefined => useQuery(unionOf(id)).data?.name;
