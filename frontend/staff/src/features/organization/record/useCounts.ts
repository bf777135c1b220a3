import { useQuery } from "@tanstack/react-query";
import { listEmployers } from "@unionhome/client/employers";
import type { OrganizationOut } from "@unionhome/client/model";
import { listOrganizations } from "@unionhome/client/organizations";
import { useAccess } from "../../../ui/page/person";
import { UNIONS } from "../union";

/** From here down a union has employers of its own; above, they stand below it. */
export const BASIC = 4;

export const employersOf = (union: OrganizationOut) =>
  union.level >= BASIC ? { union_id: union.id } : { under_id: union.id };

/** How many stand directly below, and how many employers: beside the names of the tabs. */
export function useCounts(union: OrganizationOut) {
  const may = useAccess();
  const below = useQuery({
    queryKey: [UNIONS, "below", union.id],
    queryFn: ({ signal }) => listOrganizations({ parent_id: union.id, limit: 1, with_total: true }, { signal }),
  });
  const employers = useQuery({
    queryKey: [UNIONS, "employers", union.id],
    queryFn: ({ signal }) => listEmployers({ ...employersOf(union), limit: 1, with_total: true }, { signal }),
    enabled: may.seeEmployers,
  });
  return { below: below.data?.total, employers: employers.data?.total };
}
