import { oneOf, word } from "../../ui/filter/params";

export const FORMS = ["survey", "unit_survey", "yearbook"] as const;

export interface ReportSearch {
  form?: (typeof FORMS)[number];
  year?: number;
  org?: string;
}

export function readSearch(raw: Record<string, unknown>): ReportSearch {
  const year = Number(raw.year);
  return {
    form: oneOf(raw, "form", FORMS),
    year: Number.isInteger(year) && year >= 2000 && year <= 2100 ? year : undefined,
    org: word(raw, "org"),
  };
}
