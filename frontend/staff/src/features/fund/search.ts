import type { ListFundsParams, ListLedgerEntriesParams, ListVouchersParams } from "@unionhome/client/model";
import { day, word } from "../../ui/filter/params";

type Search = Record<string, unknown>;

/** The addresses speak the language of the API. */
export interface FundSearch {
  q?: string;
  under_id?: string;
  source?: string;
  year?: string;
  status?: string;
}

export function readFundSearch(search: Search): FundSearch {
  return {
    q: word(search, "q"),
    under_id: word(search, "under_id"),
    source: word(search, "source"),
    year: word(search, "year"),
    status: word(search, "status"),
  };
}

export function askedFunds(search: FundSearch): ListFundsParams {
  return {
    ...readFundSearch({ ...search }),
    source: search.source?.split(","),
    year: search.year?.split(",").map(Number),
  } as ListFundsParams;
}

export interface LedgerSearch {
  fund_id?: string;
  under_id?: string;
  kind?: string;
  /** "2026-11": the entries of one month. */
  month?: string;
  year?: string;
  visit_plan_id?: string;
  /** Of the funds of this very union. */
  owner_id?: string;
  /** What a budget counts as spent of these subjects, or as promised. */
  subject?: string;
  /** What stood promised at the end of this day. */
  reserved_on?: string;
}

export function readLedgerSearch(search: Search): LedgerSearch {
  return {
    fund_id: word(search, "fund_id"),
    under_id: word(search, "under_id"),
    kind: word(search, "kind"),
    month: word(search, "month"),
    year: word(search, "year"),
    visit_plan_id: word(search, "visit_plan_id"),
    owner_id: word(search, "owner_id"),
    subject: word(search, "subject"),
    reserved_on: day(search, "reserved_on"),
  };
}

/** The last day of "2026-11". */
export function lastDay(month: string): string {
  const [year, number] = month.split("-").map(Number);
  return `${month}-${String(new Date(year ?? 0, number ?? 0, 0).getDate()).padStart(2, "0")}`;
}

export function askedEntries({
  fund_id,
  under_id,
  kind,
  month,
  year,
  visit_plan_id,
  owner_id,
  subject,
  reserved_on,
}: LedgerSearch): ListLedgerEntriesParams {
  const since = month ? `${month}-01` : year && `${year}-01-01`;
  const until = month ? lastDay(month) : year && `${year}-12-31`;
  return {
    fund_id,
    under_id,
    kind: kind?.split(","),
    visit_plan_id,
    owner_id,
    subject: subject?.split(","),
    reserved_on,
    "booked_on[gte]": since,
    "booked_on[lte]": until,
  } as ListLedgerEntriesParams;
}

export interface VoucherSearch {
  fund_id?: string;
  state?: string;
  kind?: string;
}

export function readVoucherSearch(search: Search): VoucherSearch {
  return { fund_id: word(search, "fund_id"), state: word(search, "state"), kind: word(search, "kind") };
}

export function askedVouchers({ fund_id, state, kind }: VoucherSearch): ListVouchersParams {
  return { fund_id, state: state?.split(","), kind: kind?.split(",") } as ListVouchersParams;
}
