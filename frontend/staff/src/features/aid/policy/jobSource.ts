import { follow } from "@unionhome/client";
import { getJob } from "@unionhome/client/jobs";
import type { JobOut } from "@unionhome/client/model";
import type { JobSource } from "../../../ui/job/useJob";

export const jobSource: JobSource<JobOut> = {
  get: getJob,
  follow: (id, onEvent, signal) => follow(`/jobs/${id}/events`, onEvent, signal),
};
