import { oneOf } from "../../ui/filter/params";

/** Cases that wait, notices by where they are, and the inbox of objections. */
export const VIEWS = ["wanted", "running", "ended", "done", "objections"] as const;
export type View = (typeof VIEWS)[number];

export interface NoticeSearch {
  view?: View;
}

export const readSearch = (raw: Record<string, unknown>): NoticeSearch => ({ view: oneOf(raw, "view", VIEWS) });
