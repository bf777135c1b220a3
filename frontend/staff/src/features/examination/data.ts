import { queryOptions } from "@tanstack/react-query";
import { getAidSample } from "@unionhome/client/examinations";
import type { Finding } from "@unionhome/client/model";
import type { MarkName } from "@unionhome/words";

export const SAMPLES = "aid-samples";
export const COMPARED = "published-paid";

export const oneSample = (id: string) =>
  queryOptions({ queryKey: [SAMPLES, "one", id], queryFn: ({ signal }) => getAidSample(id, { signal }) });

export const MARKS: Record<Finding, MarkName> = {
  unpublished: "due",
  unpaid: "waiting",
  amount: "returned",
  exempt: "kept",
};
