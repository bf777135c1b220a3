import type { ListAidProgramsParams } from "@unionhome/client/model";
import { flag, word } from "../../../ui/filter/params";

type Search = Record<string, unknown>;

export interface ProgramSearch {
  status?: string;
  kind?: string;
  year?: string;
  below?: boolean;
}

export function readProgramSearch(search: Search): ProgramSearch {
  return {
    status: word(search, "status"),
    kind: word(search, "kind"),
    year: word(search, "year"),
    below: flag(search, "below"),
  };
}

export function programsAsked(search: ProgramSearch): ListAidProgramsParams {
  const year = Number(search.year);
  return {
    status: search.status?.split(","),
    kind: search.kind?.split(","),
    year: year >= 2000 && year <= 2100 ? year : undefined,
    below: search.below,
  } as ListAidProgramsParams;
}
