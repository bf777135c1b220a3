import { queryOptions } from "@tanstack/react-query";
import { getAidSample } from "@unionhome/client/examinations";
import type { Finding } from "@unionhome/client/model";
import { getOrganization } from "@unionhome/client/organizations";
import type { MarkName } from "@unionhome/words";

export const SAMPLES = "aid-samples";
export const COMPARED = "published-paid";

export const oneSample = (id: string) =>
  queryOptions({ queryKey: [SAMPLES, "one", id], queryFn: ({ signal }) => getAidSample(id, { signal }) });

export const unionOf = (id: string | undefined) =>
  queryOptions({
    queryKey: ["organizations", "one", id],
    queryFn: ({ signal }) => getOrganization(id as string, { signal }),
    enabled: id !== undefined,
  });

export const MARKS: Record<Finding, MarkName> = {
  unpublished: "due",
  unpaid: "waiting",
  amount: "returned",
  exempt: "kept",
};
