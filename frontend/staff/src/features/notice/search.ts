import type { ListNoticesParams, ListObjectionsParams, NoticeState } from "@unionhome/client/model";
import { oneOf, word } from "../../ui/filter/params";

/** Cases that wait, notices by where they are, and the inbox of objections. */
export const VIEWS = ["wanted", "running", "ended", "done", "objections"] as const;
export type View = (typeof VIEWS)[number];
export type PublishedView = Exclude<View, "wanted" | "objections">;

export interface NoticeSearch {
  view?: View;
  /** Of the notices: below which union. */
  under_id?: string;
  /** Of the objections. */
  state?: string;
}

/** What a saved view keeps of the address. */
export const VIEW_KEYS = ["view", "under_id", "state"] as const;

export const readSearch = (raw: Record<string, unknown>): NoticeSearch => ({
  view: oneOf(raw, "view", VIEWS),
  under_id: word(raw, "under_id"),
  state: word(raw, "state"),
});

const STATES: Record<PublishedView, NoticeState[]> = {
  running: ["running"],
  ended: ["ended"],
  done: ["concluded", "withdrawn"],
};

export const noticesAsked = (view: PublishedView, { under_id }: NoticeSearch): ListNoticesParams => ({
  state: STATES[view],
  under_id,
});

export const objectionsAsked = ({ state }: NoticeSearch): ListObjectionsParams =>
  ({ state: state?.split(",") }) as ListObjectionsParams;
