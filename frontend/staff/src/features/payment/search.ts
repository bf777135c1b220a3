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
}

export function readPaymentSearch(search: Record<string, unknown>): PaymentSearch {
  return {
    view: word(search, "view"),
    q: word(search, "q"),
    fund_id: word(search, "fund_id"),
    under_id: word(search, "under_id"),
    state: word(search, "state"),
    way: word(search, "way"),
  };
}

export function askedPayments({ q, fund_id, under_id, state, way }: PaymentSearch): ListPaymentsParams {
  return { q, fund_id, under_id, state: state?.split(","), way: way?.split(",") } as ListPaymentsParams;
}

export function askedBatches({ fund_id, state }: PaymentSearch): ListPaymentBatchesParams {
  return { fund_id, state: state?.split(",") } as ListPaymentBatchesParams;
}
