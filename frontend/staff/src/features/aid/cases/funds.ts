import { queryOptions, useQuery } from "@tanstack/react-query";
import { listFunds } from "@unionhome/client/funds";
import { useChoosing } from "../../../ui/fund/FundPicker";

/** For what a fund is asked: one case, or cases of one programme, which is paid out of the sources that it names. */
export interface Serving {
  case_id?: string;
  program_id?: string;
}

/** The open funds that an approval may reserve out of: those that may serve, or all that the reader sees. */
export const openFunds = (enabled: boolean, serving: Serving = {}) =>
  queryOptions({
    queryKey: ["funds", "open", serving.case_id, serving.program_id],
    queryFn: ({ signal }) => listFunds({ status: "open", ...serving, limit: 100 }, { signal }),
    enabled,
    retry: false,
  });

/**
 * The funds that may serve and the one that is chosen for this purpose, as they are now. Whoever is quicker than the list
 * of funds waits for it with `arrived`: what is promised out of none is refused.
 */
export function useServing(purpose: string, enabled: boolean, serving: Serving) {
  const found = useQuery(openFunds(enabled, serving));
  const [chosen, setFund] = useChoosing(purpose);
  const funds = found.data?.items ?? [];

  async function arrived() {
    const late = found.isPending ? (await found.refetch({ cancelRefetch: false })).data?.items : funds;
    return { funds: late ?? [], fund: chosen(late ?? []) };
  }
  return { funds, fund: chosen(funds), setFund, arrived };
}
