import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Job } from "./JobProgress";

/** A job as the API tells of it (api.md "Jobs"). */
export interface SentJob {
  state: string;
  progress: { done: number; total: number | null; message: string };
  started_at: string | null;
  problem: { code: string; detail: string } | null;
}

export interface JobSource<J extends SentJob> {
  get(id: string, options: { signal: AbortSignal }): Promise<J>;
  /** Server-sent events, each with the whole job; ends with the stream. Not reached through every proxy. */
  follow(id: string, onEvent: (data: string) => void, signal: AbortSignal): Promise<void>;
}

const STATES: Record<string, Job["state"]> = { queued: "waiting", succeeded: "done" };
const POLL_MS = 2000;

export const isOver = (job: SentJob): boolean => ["succeeded", "failed", "cancelled"].includes(job.state);

/** Seconds that are left if it goes on as fast as so far; null where nothing can be told yet. */
export function secondsLeft({ progress: { done, total }, started_at }: SentJob, now: number): number | null {
  if (!started_at || !total || done <= 0 || done >= total) return null;
  const spent = (now - Date.parse(started_at)) / 1000;
  return spent < 2 ? null : Math.ceil((spent * (total - done)) / done);
}

/** The wire's words for a job's state in those of `JobProgress`. */
export function shownJob(job: SentJob): Job {
  return {
    state: STATES[job.state] ?? job.state,
    progress: { ...job.progress, message: isOver(job) ? null : job.progress.message },
    left: isOver(job) ? null : secondsLeft(job, Date.now()),
    problem: job.problem && { status: 409, request_id: null, errors: [], retry_after: null, ...job.problem },
  };
}

/** A job while it goes on: told by the server as it changes, and asked for where nothing comes through. */
export function useJob<J extends SentJob>(id: string | null, source: JobSource<J>) {
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ["job", id],
    queryFn: ({ signal }) => source.get(id as string, { signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : POLL_MS),
  });
  const over = query.data ? isOver(query.data) : false;
  useEffect(() => {
    if (id === null || over) return;
    const stop = new AbortController();
    source
      .follow(id, (data) => queries.setQueryData(["job", id], JSON.parse(data)), stop.signal)
      .catch(() => undefined);
    return () => stop.abort();
  }, [id, over, source, queries]);
  // Whoever lists jobs is told at once, and that this page has shown the end.
  useEffect(() => void (over && queries.invalidateQueries({ queryKey: ["jobs"] })), [over, queries]);
  return query;
}
