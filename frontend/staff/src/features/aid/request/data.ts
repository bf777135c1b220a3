import { queryOptions } from "@tanstack/react-query";
import type { PaperRequestOut } from "@unionhome/client/model";
import { listPaperRequests } from "@unionhome/client/paper-requests";
import type { MarkName } from "@unionhome/words";
import { HOUSEHOLDS } from "../data";

/** What the worker of a file was asked for and sent. */
export const requestsOf = (household: string) =>
  queryOptions({
    queryKey: [HOUSEHOLDS, "requests", household],
    queryFn: ({ signal }) => listPaperRequests(household, { signal }),
  });

const MARKS: Record<string, MarkName> = { open: "waiting", answered: "due", taken: "done", withdrawn: "kept" };

/** What the worker has sent is the desk's to look at; what was sent back or withdrawn is over. */
export const markOf = (request: PaperRequestOut): MarkName => MARKS[request.status] ?? "settled";

/** Under way: to be answered, or to be looked at. */
export const isOpen = (request: PaperRequestOut): boolean => request.ended_at === null;
