import type { ListPaymentBatchesParams, ListPaymentsParams } from "@unionhome/client/model";
import { word } from "../../ui/filter/params";

/** The address speaks the language of the API; without `view` it is the list of batches. */
export interface PaymentSearch {
  view?: string;
  q?: string;
  fund_id?: string;
  under_id?: string;
  state?: string;
  way?: string;
  source?: string;
  program_kind?: string;
  category?: string;
  /** "2026-01-01~2026-01-31": paid from this day to that one; either end may be open. */
  paid?: string;
}

export function readPaymentSearch(search: Record<string, unknown>): PaymentSearch {
  return {
    view: word(search, "view"),
    q: word(search, "q"),
    fund_id: word(search, "fund_id"),
    under_id: word(search, "under_id"),
    state: word(search, "state"),
    way: word(search, "way"),
    source: word(search, "source"),
    program_kind: word(search, "program_kind"),
    category: word(search, "category"),
    paid: days(search),
  };
}

function days(search: Record<string, unknown>): string | undefined {
  const value = word(search, "paid");
  return value && /^(\d{4}-\d\d-\d\d)?~(\d{4}-\d\d-\d\d)?$/.test(value) ? value : undefined;
}

/** What is asked of the server: comma lists as lists. */
export function askedPayments(search: PaymentSearch): ListPaymentsParams {
  const [from, to] = (search.paid ?? "").split("~");
  return {
    q: search.q,
    fund_id: search.fund_id,
    under_id: search.under_id,
    state: search.state?.split(","),
    way: search.way?.split(","),
    source: search.source?.split(","),
    program_kind: search.program_kind?.split(","),
    category: search.category?.split(","),
    "paid_on[gte]": from || undefined,
    "paid_on[lte]": to || undefined,
  } as ListPaymentsParams;
}

export function askedBatches({ fund_id, state }: PaymentSearch): ListPaymentBatchesParams {
  return { fund_id, state: state?.split(",") } as ListPaymentBatchesParams;
}
