import type { ListPapersParams } from "@unionhome/client/model";
import { oneOf, whole, word } from "../../ui/filter/params";

export const VIEWS = ["papers", "completeness"] as const;
export type View = (typeof VIEWS)[number];

/** The addresses speak the language of the API. */
export interface PaperSearch {
  view?: View;
  q?: string;
  under_id?: string;
  organization_id?: string;
  kind?: string;
  year?: number;
  state?: string;
}

/** What a saved view keeps of the address. */
export const VIEW_KEYS = ["view", "q", "under_id", "organization_id", "kind", "year", "state"] as const;

export function readSearch(search: Record<string, unknown>): PaperSearch {
  return {
    view: oneOf(search, "view", VIEWS),
    q: word(search, "q"),
    under_id: word(search, "under_id"),
    organization_id: word(search, "organization_id"),
    kind: word(search, "kind"),
    year: whole(search, "year"),
    state: word(search, "state"),
  };
}

export function asked({ q, under_id, organization_id, kind, year, state }: PaperSearch): ListPapersParams {
  return { q, under_id, organization_id, kind: kind?.split(","), year, state: state?.split(",") } as ListPapersParams;
}
