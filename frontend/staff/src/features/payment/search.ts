import type { ListPaymentsParams } from "@unionhome/client/model";
import { word } from "../../ui/filter/params";

/** The address speaks the language of the API; without `view` it is the list of batches. */
export interface PaymentSearch {
  view?: string;
  q?: string;
  state?: string;
  way?: string;
}

export function readPaymentSearch(search: Record<string, unknown>): PaymentSearch {
  return {
    view: word(search, "view"),
    q: word(search, "q"),
    state: word(search, "state"),
    way: word(search, "way"),
  };
}

export function askedPayments({ q, state, way }: PaymentSearch): ListPaymentsParams {
  return { q, state: state?.split(","), way: way?.split(",") } as ListPaymentsParams;
}
