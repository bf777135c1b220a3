import type { ListAidApplicationsParams } from "@unionhome/client/model";
import { word } from "../../../ui/filter/params";

/** The address of the queue speaks the language of the API. */
export interface QueueSearch {
  q?: string;
  under_id?: string;
  status?: string;
  cause?: string;
  program_id?: string;
}

const LISTS = ["status", "cause"] as const;

export function readQueueSearch(search: Record<string, unknown>): QueueSearch {
  return {
    q: word(search, "q"),
    under_id: word(search, "under_id"),
    status: word(search, "status"),
    cause: word(search, "cause"),
    program_id: word(search, "program_id"),
  };
}

/** What is asked of the server: comma lists as lists. */
export function askedOfQueue(search: QueueSearch): ListAidApplicationsParams {
  const asked: Record<string, unknown> = { ...readQueueSearch({ ...search }) };
  for (const key of LISTS) asked[key] = search[key]?.split(",");
  return asked as ListAidApplicationsParams;
}
