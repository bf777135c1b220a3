import { keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import { transport } from "@unionhome/client";
import { listJobs } from "@unionhome/client/jobs";
import type { JobOut, PageJobOut } from "@unionhome/client/model";
import type { MarkName } from "@unionhome/words";
import { isOver } from "../../ui/job/useJob";

export const JOBS = ["jobs"] as const;
export const PAGE_SIZE = 50;
export const MARKS: Record<string, MarkName> = {
  queued: "waiting",
  running: "running",
  succeeded: "done",
  failed: "returned",
  cancelled: "settled",
};
const BUSY_MS = 3000;
const CALM_MS = 60_000;
const LATEST = 20;
/** What the server marks as looked at in one call. */
const MOST = 100;

export const jobsPage = (cursor: string | null) =>
  queryOptions({
    queryKey: [...JOBS, "page", cursor],
    queryFn: ({ signal }) => listJobs({ limit: PAGE_SIZE, cursor: cursor ?? undefined }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some((job) => !isOver(job)) ? BUSY_MS : false),
  });

/** What comes back by itself says that nobody is acting: a session must not live on it. */
const BY_ITSELF = { "Unionhome-Background": "1" };

/** What goes on, and what ended and was not looked at: for the top bar. A hidden window does not ask. */
export const newsOfJobs = queryOptions({
  queryKey: [...JOBS, "news"],
  queryFn: ({ signal }) =>
    transport<PageJobOut>(
      {
        url: "/api/v1/jobs",
        method: "GET",
        params: { unseen: true, limit: MOST },
        headers: BY_ITSELF,
      },
      { signal },
    ),
  refetchInterval: ({ state }) => (state.data?.items.some((job) => !isOver(job)) ? BUSY_MS : CALM_MS),
});

/** The last ones, looked at or not. */
export const latestJobs = queryOptions({
  queryKey: [...JOBS, "latest"],
  queryFn: ({ signal }) => listJobs({ limit: LATEST }, { signal }),
  refetchInterval: ({ state }) => (state.data?.items.some((job) => !isOver(job)) ? BUSY_MS : false),
});

export const isNews = (job: JobOut): boolean => isOver(job) && job.seen_at === null;

/** Says that the ends of these jobs were looked at, on every device. Not reached, it is said again at the next look. */
export async function look(queries: QueryClient, seen: readonly JobOut[]): Promise<void> {
  const ids = seen.filter(isNews).map((job) => job.id);
  if (ids.length === 0) return;
  try {
    await transport<void>({ url: "/api/v1/jobs/looks", method: "POST", data: { ids }, headers: BY_ITSELF });
    await queries.invalidateQueries({ queryKey: JOBS });
  } catch {
    // A mark is a comfort: the page that was looked at does not fail for it.
  }
}

/** Where a job and what came of it are looked at. */
export function resultOf(job: JobOut): string | null {
  const { import_id, batch_id } = job.request as { import_id?: string; batch_id?: string };
  if (job.kind === "payment_batch_confirm") return `/aid/payments/batches/${batch_id}`;
  if (job.kind === "statistic_recount") return "/stats/recounts";
  if (job.kind === "aid_policy_try") return `/aid-policies?trial=${job.id}`;
  if (batch_id) return `/member-batches/${batch_id}`;
  return import_id ? `/imports/${import_id}` : null;
}

/** Whether the page in front of the reader shows how the job ended. */
export function isInFront(queries: QueryClient, job: JobOut): boolean {
  const followed = queries.getQueryCache().find({ queryKey: ["job", job.id] });
  return followed?.isActive() === true || resultOf(job) === window.location.pathname + window.location.search;
}
