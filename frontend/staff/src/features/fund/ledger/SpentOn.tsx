import { useQuery } from "@tanstack/react-query";
import { getBudgetFigures } from "@unionhome/client/budget-plans";
import { yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { FUNDS } from "../data";
import styles from "../fund.module.css";
import type { LedgerSearch } from "../search";

/** What the entries of a subject come to in a year: the figure of the budget that they were opened from. */
export function SpentOn({ search }: { search: LedgerSearch }) {
  const { t } = useTranslation();
  const subjects = useDictionary("budget_subject");
  const asked = search.subject?.split(",") ?? [];
  const union = search.owner_id ?? search.under_id;
  // Narrowed further, the entries are not the whole of the figure.
  const whole = asked.length > 0 && search.year && union && !search.month && !search.kind && !search.fund_id;
  const query = {
    organization_id: union,
    year: Number(search.year),
    reach: search.owner_id ? ("own" as const) : ("whole" as const),
  };
  const board = useQuery({
    queryKey: [FUNDS, "spent-on", query],
    queryFn: ({ signal }) => getBudgetFigures(query, { signal }),
    enabled: !!whole,
  }).data;
  if (!whole || !board) return null;
  const sum = board.items.filter((line) => asked.includes(line.subject)).reduce((all, line) => all + line.spent_fen, 0);
  return (
    <p className={styles.strip} role="status">
      {t("fund:ledger.spent_on", {
        union: board.organization_name,
        year: board.year,
        subjects: asked.map(subjects.label).join(t("ui:comma")),
        amount: yuan(sum),
      })}
    </p>
  );
}
