import { queryOptions } from "@tanstack/react-query";
import type { NoticeState, NoticeVerdict, ObjectionState } from "@unionhome/client/model";
import { getNotice, getNoticePage, listObjections } from "@unionhome/client/notices";
import type { MarkName } from "@unionhome/words";

export const NOTICES = "notices";
export const WANTED = "notice-candidates";
export const OBJECTIONS = "objections";
/** Whatever an act on notices makes stale: cases too stand elsewhere afterwards. */
export const TOUCHED = [NOTICES, WANTED, OBJECTIONS, "workbench", "aid-cases"];

export const oneNotice = (id: string) =>
  queryOptions({ queryKey: [NOTICES, "one", id], queryFn: ({ signal }) => getNotice(id, { signal }) });

export const noticePage = (id: string) =>
  queryOptions({ queryKey: [NOTICES, "page", id], queryFn: ({ signal }) => getNoticePage(id, { signal }) });

export const objectionsOf = (id: string) =>
  queryOptions({
    queryKey: [OBJECTIONS, id],
    queryFn: ({ signal }) => listObjections({ notice_id: id, limit: 200 }, { signal }),
  });

export const MARKS: Record<NoticeState, MarkName> = {
  running: "running",
  ended: "due",
  concluded: "done",
  withdrawn: "returned",
};

export const VERDICTS: Record<NoticeVerdict, MarkName> = {
  pass: "done",
  return: "returned",
  reject: "returned",
  gone: "settled",
};

export const ANSWERS: Record<ObjectionState, MarkName> = {
  open: "due",
  dismissed: "settled",
  upheld: "returned",
  withdrawn: "settled",
};
