import { useQuery } from "@tanstack/react-query";
import { listCommittees } from "@unionhome/client/committees";
import type { OfficerItem } from "@unionhome/client/model";
import { listOfficers } from "@unionhome/client/officers";

const MOST = 200;

/** The committees of a union: those that sit, or those that did. */
export const useCommittees = (organization_id: string, ended: boolean) =>
  useQuery({
    queryKey: ["committees", "of", organization_id, ended],
    queryFn: ({ signal }) => listCommittees({ organization_id, ended, limit: MOST }, { signal }),
  });

export const useOfficers = (organization_id: string, ended: boolean) =>
  useQuery({
    queryKey: ["officers", "of", organization_id, ended],
    queryFn: ({ signal }) => listOfficers({ organization_id, ended, limit: MOST }, { signal }),
  });

const ORDER = ["chair", "vice_chair", "audit_director", "women_director"];

/** Who leads stands first, the rest as it came. */
export function ranked(officers: readonly OfficerItem[]): OfficerItem[] {
  const rank = (officer: OfficerItem) => (ORDER.includes(officer.post) ? ORDER.indexOf(officer.post) : ORDER.length);
  return [...officers].sort((a, b) => rank(a) - rank(b));
}
