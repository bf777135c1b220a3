import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { getDuty, getDutyReportFile } from "@unionhome/client/duties";
import type { DutyReportOut, DutyState } from "@unionhome/client/model";
import type { MarkName } from "@unionhome/words";
import { save } from "../../ui/export/exports";

export const DUTIES = "duties";
export const ACCEPTED = ".pdf,.docx,.xlsx,.png,.jpg,.jpeg";

export const MARKS: Record<DutyState, MarkName> = {
  open: "waiting",
  late: "returned",
  returned: "due",
  done: "done",
  done_late: "settled",
};

export const oneDuty = (id: string) =>
  queryOptions({ queryKey: [DUTIES, "one", id], queryFn: ({ signal }) => getDuty(id, { signal }) });

/** Saves the file of a report under its own name. */
export async function saveFile(duty: string, report: DutyReportOut): Promise<void> {
  save((await getDutyReportFile(duty, report.id)) as Blob, report.file_name);
}

/** After a change: lists, sheets and the day's work are read anew. */
export function useDutiesMoved(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () => Promise.all([DUTIES, "urges", "workbench"].map((key) => queries.invalidateQueries({ queryKey: [key] })));
}
