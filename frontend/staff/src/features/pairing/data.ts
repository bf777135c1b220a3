import { queryOptions } from "@tanstack/react-query";
import type { PairingState } from "@unionhome/client/model";
import { getPairing, listPairings } from "@unionhome/client/pairings";
import type { MarkName } from "@unionhome/words";

export const PAIRINGS = "pairings";
export const STATES = ["active", "silent", "ended"] as const satisfies readonly PairingState[];

export const MARKS: Record<PairingState, MarkName> = { active: "running", silent: "due", ended: "settled" };

export const onePairing = (id: string) =>
  queryOptions({ queryKey: [PAIRINGS, "one", id], queryFn: ({ signal }) => getPairing(id, { signal }) });

export const pairingsOf = (household: string) =>
  queryOptions({
    queryKey: [PAIRINGS, "of", household],
    queryFn: ({ signal }) => listPairings({ household_id: household, limit: 20 }, { signal }),
  });
