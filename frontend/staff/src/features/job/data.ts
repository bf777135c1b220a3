import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { transport } from "@unionhome/client";
import { listJobs } from "@unionhome/client/jobs";
import type { JobOut, PageJobOut } from "@unionhome/client/model";
import { isOver } from "../../ui/job/useJob";

export const JOBS = ["jobs"] as const;
export const PAGE_SIZE = 50;
const BUSY_MS = 3000;
const CALM_MS = 60_000;
const LATEST = 20;

export const jobsPage = (cursor: string | null) =>
  queryOptions({
    queryKey: [...JOBS, "page", cursor],
    queryFn: ({ signal }) => listJobs({ limit: PAGE_SIZE, cursor: cursor ?? undefined }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some((job) => !isOver(job)) ? BUSY_MS : false),
  });

/** For the top bar. It asks by itself, so it says that nobody is acting: a session must not live on it. */
export const latestJobs = queryOptions({
  queryKey: [...JOBS, "latest"],
  queryFn: ({ signal }) =>
    transport<PageJobOut>(
      {
        url: "/api/v1/jobs",
        method: "GET",
        params: { limit: LATEST },
        headers: { "Unionhome-Background": "1" },
      },
      { signal },
    ),
  refetchInterval: ({ state }) => (state.data?.items.some((job) => !isOver(job)) ? BUSY_MS : CALM_MS),
});

/** Where a job and what came of it are looked at. */
export function resultOf(job: JobOut): string | null {
  const { import_id, batch_id } = job.request as { import_id?: string; batch_id?: string };
  if (batch_id) return `/member-batches/${batch_id}`;
  return import_id ? `/imports/${import_id}` : null;
}
