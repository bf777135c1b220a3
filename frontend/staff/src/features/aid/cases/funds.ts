import { queryOptions } from "@tanstack/react-query";
import { listFunds } from "@unionhome/client/funds";
import type { FundItem } from "@unionhome/client/model";
import { yuanInText } from "@unionhome/words";
import { useSetting } from "../../../ui/page/stores";

/** The open funds that an approval may reserve out of: those that may serve one case, or all that the reader sees. */
export const openFunds = (enabled: boolean, case_id?: string) =>
  queryOptions({
    queryKey: ["funds", "open", case_id],
    queryFn: ({ signal }) => listFunds({ status: "open", case_id, limit: 100 }, { signal }),
    enabled,
    retry: false,
  });

/**
 * The fund that is reserved out of: the one last chosen for this programme where it may still serve, else the only one.
 * Of a hundred approvals a day the second is made without choosing anew.
 */
export function useFund(program_id: string, funds: readonly FundItem[]): [string | undefined, (id?: string) => void] {
  const [last, keep] = useSetting<string | null>(`aid.fund.${program_id}`, null);
  const only = funds.length === 1 ? funds[0]?.id : undefined;
  const kept = funds.find((one) => one.id === last)?.id;
  return [kept ?? only, (id) => keep(id ?? null)];
}

/** A fund as it is chosen: its name, and what is left in it. */
export const fundChoice = (fund: FundItem) => ({
  value: fund.id,
  label: `${fund.name} ${fund.year} ${yuanInText(fund.available_fen)}`,
});
