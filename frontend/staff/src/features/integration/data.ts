import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { getClient, listClients } from "@unionhome/client/clients";
import type { MarkName } from "@unionhome/words";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

/** Begin the keys of their lists; an act makes everything under them fresh. */
export const CLIENTS = "clients";
export const PULLS = "client-pulls";
export const HOOKS = "webhooks";
export const MESSAGES = "webhook-deliveries";
const MOST = 500;

export const oneClient = (id: string) =>
  queryOptions({ queryKey: [CLIENTS, "one", id], queryFn: ({ signal }) => getClient(id, { signal }) });

/** All clients of the subtree, for a field or a filter that picks one: there are dozens. */
export function useClientChoices() {
  const { data } = useQuery({
    queryKey: [CLIENTS, "choices"],
    queryFn: ({ signal }) => listClients({ limit: MOST }, { signal }),
    staleTime: 30_000,
  });
  return (data?.items ?? []).map((one) => ({ value: one.id, label: one.name, state: one.state }));
}

/** What there is to pull, in the reader's words: who makes clients need not be one who may read figures. */
export function useDatasetWords(): (code: string) => string {
  const { t } = useTranslation();
  return useCallback((code: string) => t(`integration:dataset.${code}`, { defaultValue: code }), [t]);
}

/** In the order of the catalogue; a test compares the two. */
export const DATASETS = [
  "members",
  "member_files",
  "member_changes",
  "unions",
  "foundings",
  "coverage",
  "officers",
  "committees",
  "terms",
  "vacancies",
  "households",
  "household_changes",
  "aid_money",
  "aid_time",
  "visits",
  "protection_coverage",
] as const;

export function useRefresh(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    for (const key of [CLIENTS, PULLS, HOOKS, MESSAGES]) void queries.invalidateQueries({ queryKey: [key] });
  }, [queries]);
}

const MARKS: Record<string, MarkName> = {
  active: "done",
  expired: "waiting",
  revoked: "kept",
  paused: "waiting",
  waiting: "waiting",
  delivered: "done",
  failed: "returned",
};

export const markOf = (state: string): MarkName => MARKS[state] ?? "settled";
