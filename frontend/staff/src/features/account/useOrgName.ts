import { useQuery } from "@tanstack/react-query";
import { getOrganization } from "@unionhome/client/organizations";

/** The name of a union that stands in an address. */
export function useOrgName(id: string | undefined): string | undefined {
  return useQuery({
    queryKey: ["organizations", "one", id],
    queryFn: ({ signal }) => getOrganization(id as string, { signal }),
    enabled: id !== undefined,
    staleTime: 300_000,
  }).data?.name;
}
