import { oneOf, word } from "../../ui/filter/params";

export const FORMS = ["survey", "unit_survey", "yearbook"] as const;

export interface ReportSearch {
  /** Every form of two years at a glance, instead of one form. */
  view?: "overview";
  form?: (typeof FORMS)[number];
  year?: number;
  org?: string;
}

export function readSearch(raw: Record<string, unknown>): ReportSearch {
  const year = Number(raw.year);
  return {
    view: oneOf(raw, "view", ["overview"] as const),
    form: oneOf(raw, "form", FORMS),
    year: Number.isInteger(year) && year >= 2000 && year <= 2100 ? year : undefined,
    org: word(raw, "org"),
  };
}
