import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@unionhome/client";
import type { OrganizationOut, StepOrganizationBody } from "@unionhome/client/model";
import { listOrganizations, stepOrganization } from "@unionhome/client/organizations";
import { today } from "@unionhome/words";
import { useState } from "react";
import { UNIONS, useChanged } from "../union";

/** Sends a step with the version that was looked at, and lets every page about unions read anew. */
export function useStep(union: OrganizationOut) {
  const changed = useChanged();
  const [on, setOn] = useState<string | null>(() => today(Date.now()));
  const [reason, setReason] = useState("");
  async function send(step: StepOrganizationBody): Promise<OrganizationOut> {
    const answer = await stepOrganization(union.id, step, ifMatch(union));
    changed(answer);
    return answer;
  }
  return { on, setOn, reason, setReason, effective: { effective_on: on ?? "", reason }, send };
}

/** How many unions an act takes along: this one and everything below it. */
export const useReach = (union: OrganizationOut) =>
  useQuery({
    queryKey: [UNIONS, "reach", union.id],
    queryFn: ({ signal }) => listOrganizations({ under_id: union.id, limit: 1, with_total: true }, { signal }),
  }).data?.total ?? null;
