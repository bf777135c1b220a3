import { queryOptions } from "@tanstack/react-query";
import { listFunds } from "@unionhome/client/funds";
import type { FundItem } from "@unionhome/client/model";
import { yuanInText } from "@unionhome/words";

/** The open funds that an approval may reserve out of: those that may serve one case, or all that the reader sees. */
export const openFunds = (enabled: boolean, case_id?: string) =>
  queryOptions({
    queryKey: ["funds", "open", case_id],
    queryFn: ({ signal }) => listFunds({ status: "open", case_id, limit: 100 }, { signal }),
    enabled,
    retry: false,
  });

/** Where there is one fund only, it is the one. */
export const onlyFund = (funds: readonly FundItem[]) => (funds.length === 1 ? funds[0]?.id : undefined);

/** A fund as it is chosen: its name, and what is left in it. */
export const fundChoice = (fund: FundItem) => ({
  value: fund.id,
  label: `${fund.name} ${fund.year} ${yuanInText(fund.available_fen)}`,
});
