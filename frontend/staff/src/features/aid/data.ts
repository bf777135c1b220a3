import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { getCurrentAidPolicy, listAidPolicies, listAidPolicyTrialRows } from "@unionhome/client/aid-policies";
import { getHousehold, getHouseholdSnapshot, listHouseholdEvents } from "@unionhome/client/households";
import type { HouseholdOut } from "@unionhome/client/model";
import type { MarkName } from "@unionhome/words";
import { useCallback } from "react";

/** Everything about household files begins with this, so that one call makes all of it fresh. */
export const HOUSEHOLDS = "households";
export const POLICIES = "aid-policies";

export const oneHousehold = (id: string) =>
  queryOptions({ queryKey: [HOUSEHOLDS, "one", id], queryFn: ({ signal }) => getHousehold(id, { signal }) });

export const householdHistory = (id: string) =>
  queryOptions({ queryKey: [HOUSEHOLDS, "history", id], queryFn: ({ signal }) => listHouseholdEvents(id, { signal }) });

/** What was kept does not change, but whether it says the same as the file of today does. */
export const keptFile = (id: string, snapshot: string) =>
  queryOptions({
    queryKey: [HOUSEHOLDS, "kept", id, snapshot],
    queryFn: ({ signal }) => getHouseholdSnapshot(id, snapshot, { signal }),
  });

export const currentPolicy = (organization: string, on: string) =>
  queryOptions({
    queryKey: [POLICIES, "current", organization, on],
    queryFn: ({ signal }) => getCurrentAidPolicy({ organization_id: organization, on }, { signal }),
  });

export const policiesOf = (organization: string) =>
  queryOptions({
    queryKey: [POLICIES, "of", organization],
    queryFn: ({ signal }) => listAidPolicies({ organization_id: organization, limit: 100 }, { signal }),
  });

export const trialRows = (job: string, outcome: string) =>
  queryOptions({
    queryKey: [POLICIES, "trial", job, outcome],
    queryFn: ({ signal }) => listAidPolicyTrialRows(job, { outcome: [outcome as never], limit: 200 }, { signal }),
  });

/** After a change: the file as answered, lists read anew. */
export function useChanged(): (household?: HouseholdOut) => void {
  const queries = useQueryClient();
  return useCallback(
    (household) => {
      if (household) queries.setQueryData([HOUSEHOLDS, "one", household.id], household);
      void queries.invalidateQueries({ queryKey: [HOUSEHOLDS] });
    },
    [queries],
  );
}

/** The mark of a file's state: on file stays quiet, a draft waits, an exit is kept. */
export const MARK: Record<string, MarkName> = { draft: "waiting", active: "settled", exited: "kept" };

/** Opening one on somebody's health is on record, so those are fetched when they are asked for, and not kept. */
export const MEDICAL = ["diagnosis", "records", "receipts", "disability"];
