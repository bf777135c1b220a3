import { queryOptions, useQuery } from "@tanstack/react-query";
import { transport } from "@unionhome/client";
import { listAuditEvents, listAuditSeals } from "@unionhome/client/audit";
import { listTermsDue } from "@unionhome/client/committees";
import { getEmployerCoverage } from "@unionhome/client/employers";
import { listGrants } from "@unionhome/client/grants";
import type {
  ListAuditEventsParams,
  ListGrantsParams,
  ListUsersParams,
  StatisticOut,
  Workbench,
} from "@unionhome/client/model";
import { listOrganizations } from "@unionhome/client/organizations";
import { listSavedViews } from "@unionhome/client/saved-views";
import { getDataset } from "@unionhome/client/statistics";
import { getTransferQueues } from "@unionhome/client/transfers";
import { listUsers } from "@unionhome/client/users";
import { useScope } from "../../ui/page/person";
import { waiting } from "./todo";

/** Everything here begins with this; an act on the day makes all of it fresh. */
export const DAY = ["workbench"] as const;
const POLL_MS = 60_000;
const FEW = 6;

/** What waits, in the chosen organization. Asked again each minute, which keeps no session alive. */
export const dayOf = (organization: string) =>
  queryOptions({
    queryKey: [...DAY, "todo", organization],
    queryFn: ({ signal, client, queryKey }) => {
      const again = client.getQueryData(queryKey) !== undefined;
      return transport<Workbench>({
        url: "/api/v1/me/todo",
        method: "GET",
        signal,
        headers: { "Unionhome-Scope": organization, "Unionhome-Background": again ? "1" : undefined },
      });
    },
    refetchInterval: POLL_MS,
  });

export function useWaiting(): number | undefined {
  const scope = useScope();
  const { data } = useQuery(dayOf(scope.organization.id));
  return data && waiting(data);
}

const ONE = { limit: 1, with_total: true };
const quiet = { staleTime: POLL_MS } as const;

export const unionsIn = (organization: string) =>
  queryOptions({
    ...quiet,
    queryKey: [...DAY, "unions", organization],
    queryFn: ({ signal }) => listOrganizations({ ...ONE, under_id: organization, status: "active" }, { signal }),
    select: (page) => page.total,
  });

export const coverageIn = (organization: string) =>
  queryOptions({
    ...quiet,
    queryKey: [...DAY, "coverage", organization],
    queryFn: ({ signal }) => getEmployerCoverage({ under_id: organization }, { signal }),
    select: (coverage) => coverage.sum,
  });

/** Members month by month, for the line beside the figure. */
export const trendIn = (organization: string, year: number) =>
  queryOptions({
    ...quiet,
    queryKey: [...DAY, "trend", organization, year],
    queryFn: async ({ signal }) =>
      (await getDataset(
        "members",
        { org_id: organization, by: ["month"], measures: ["members"], period: [String(year - 1), String(year)] },
        { signal },
      )) as StatisticOut,
    select: (answer) => answer.items.flatMap((item) => item.value ?? []),
  });

/** What a union's funds have left, and how much of what came within the year was paid. */
export const moneyIn = (organization: string, year: number) =>
  queryOptions({
    ...quiet,
    queryKey: [...DAY, "money", organization, year],
    queryFn: async ({ signal }) =>
      (await getDataset(
        "aid_money",
        { org_id: organization, measures: ["left", "paid_rate", "reserved"], period: [String(year)] },
        { signal },
      )) as StatisticOut,
    select: (answer) => Object.fromEntries(answer.items.map((item) => [item.measure, item.value])),
  });

export const termsIn = (organization: string) =>
  queryOptions({
    ...quiet,
    queryKey: [...DAY, "terms", organization],
    queryFn: ({ signal }) => listTermsDue({ under_id: organization, limit: FEW, with_total: true }, { signal }),
  });

export const queues = queryOptions({
  ...quiet,
  queryKey: [...DAY, "queues"],
  queryFn: ({ signal }) => getTransferQueues({ signal }),
});

export const views = queryOptions({
  ...quiet,
  queryKey: ["saved-views"],
  queryFn: ({ signal }) => listSavedViews(undefined, { signal }),
  select: (found) => found.items,
});

export const usersOf = (filter: ListUsersParams) =>
  queryOptions({
    ...quiet,
    queryKey: [...DAY, "users", filter],
    queryFn: ({ signal }) => listUsers({ ...ONE, ...filter }, { signal }),
  });

export const grantsOf = (filter: ListGrantsParams) =>
  queryOptions({
    ...quiet,
    queryKey: [...DAY, "grants", filter],
    queryFn: ({ signal }) => listGrants({ ...ONE, ...filter }, { signal }),
  });

export const eventsOf = (filter: ListAuditEventsParams) =>
  queryOptions({
    ...quiet,
    queryKey: [...DAY, "events", filter],
    queryFn: ({ signal }) => listAuditEvents({ ...ONE, ...filter }, { signal }),
  });

export const lastSeal = queryOptions({
  ...quiet,
  queryKey: [...DAY, "seal"],
  queryFn: ({ signal }) => listAuditSeals({ limit: 1 }, { signal }),
  select: (page) => page.items[0] ?? null,
});
