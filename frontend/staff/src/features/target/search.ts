import { word } from "../../ui/filter/params";

export interface TargetSearch {
  org?: string;
  year?: number;
}

export function readSearch(raw: Record<string, unknown>): TargetSearch {
  const year = Number(raw.year);
  return { org: word(raw, "org"), year: Number.isInteger(year) && year >= 2000 && year <= 2100 ? year : undefined };
}
