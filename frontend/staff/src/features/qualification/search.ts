import { whole, word } from "../../ui/filter/params";

/** Whose sheet, for which year. */
export interface QualificationSearch {
  org?: string;
  year?: number;
}

export function readSearch(raw: Record<string, unknown>): QualificationSearch {
  const year = whole(raw, "year");
  return { org: word(raw, "org"), year: year && year >= 2000 && year <= 2100 ? year : undefined };
}
