import { date } from "@unionhome/words";

/** The last day of a period that ends at midnight. */
export const lastDay = (endsAt: string): string => date(new Date(Date.parse(endsAt) - 1).toISOString());
