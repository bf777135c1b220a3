import type { ListPublishedPaidParams } from "@unionhome/client/model";
import { day, oneOf, word } from "../../ui/filter/params";

export const VIEWS = ["compare", "samples", "books"] as const;
export type View = (typeof VIEWS)[number];

export interface ExaminationSearch {
  view?: View;
  finding?: string;
  under_id?: string;
  from?: string;
  to?: string;
}

export const readSearch = (raw: Record<string, unknown>): ExaminationSearch => ({
  view: oneOf(raw, "view", VIEWS),
  finding: word(raw, "finding"),
  under_id: word(raw, "under_id"),
  from: day(raw, "from"),
  to: day(raw, "to"),
});

export const compareAsked = ({ finding, under_id, from, to }: ExaminationSearch): ListPublishedPaidParams =>
  ({ finding: finding?.split(","), under_id, "on[gte]": from, "on[lte]": to }) as ListPublishedPaidParams;
