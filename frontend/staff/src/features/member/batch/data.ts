import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { follow } from "@unionhome/client";
import { getJob } from "@unionhome/client/jobs";
import { getMemberBatch, listMemberBatchRows } from "@unionhome/client/member-batches";
import type { JobOut, ListMemberBatchRowsParams, MemberBatchOut } from "@unionhome/client/model";
import type { JobSource } from "../../../ui/job/useJob";

export const BATCHES = ["member-batches"] as const;
export const PAGE_SIZE = 50;
/** Members up to which a batch is done at once; more are done by a job. */
export const AT_ONCE = 1000;
const BUSY_MS = 3000;

export const isGoing = ({ state }: Pick<MemberBatchOut, "state">): boolean =>
  state === "checking" || state === "carrying_out";

/** Asked again while its job goes on: a colleague's job is not told of, only what came of it. */
export const oneBatch = (id: string | null) =>
  queryOptions({
    queryKey: [...BATCHES, "one", id],
    queryFn: ({ signal }) => getMemberBatch(id as string, { signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data && isGoing(state.data) ? BUSY_MS : false),
  });

export const batchRows = (id: string, outcome: string, cursor: string | null) =>
  queryOptions({
    queryKey: [...BATCHES, "rows", id, outcome, cursor],
    queryFn: ({ signal }) =>
      listMemberBatchRows(
        id,
        {
          outcome: [outcome],
          limit: PAGE_SIZE,
          cursor: cursor ?? undefined,
        } as unknown as ListMemberBatchRowsParams,
        { signal },
      ),
    placeholderData: keepPreviousData,
  });

export const jobSource: JobSource<JobOut> = {
  get: getJob,
  follow: (id, onEvent, signal) => follow(`/jobs/${id}/events`, onEvent, signal),
};
