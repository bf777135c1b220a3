import { queryOptions } from "@tanstack/react-query";
import { getAidApplication } from "@unionhome/client/aid-applications";
import type { MarkName } from "@unionhome/words";

/** Everything about applications begins with this, so that one call makes all of it fresh. */
export const APPLICATIONS = "aid-applications";

export const oneApplication = (id: string) =>
  queryOptions({ queryKey: [APPLICATIONS, "one", id], queryFn: ({ signal }) => getAidApplication(id, { signal }) });

/** What was handed in is due, what was asked waits for the worker; the rest has ended. */
export const APPLICATION_MARK: Record<string, MarkName> = {
  submitted: "due",
  asked: "waiting",
  taken: "done",
  refused: "returned",
  withdrawn: "kept",
};
