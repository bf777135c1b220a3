import type { ListAidSummariesParams } from "@unionhome/client/model";
import { oneOf, word } from "../../ui/filter/params";

const STATES = ["draft", "issued"] as const;

export interface SummarySearch {
  status?: (typeof STATES)[number];
  year?: string;
  program_id?: string;
}

export const readSearch = (search: Record<string, unknown>): SummarySearch => ({
  status: oneOf(search, "status", STATES),
  year: word(search, "year"),
  program_id: word(search, "program_id"),
});

export const askedOf = ({ status, year, program_id }: SummarySearch): ListAidSummariesParams => ({
  status: status && [status],
  year: year && /^20\d\d$/.test(year) ? Number(year) : undefined,
  program_id,
});
