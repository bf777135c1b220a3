import { useQuery } from "@tanstack/react-query";
import { getBudgetFigures } from "@unionhome/client/budget-plans";
import { yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { FUNDS } from "../data";
import styles from "../fund.module.css";
import type { LedgerSearch } from "../search";

/** "2026" of its last day. */
const yearEnding = (day: string | undefined) => (day?.endsWith("-12-31") ? day.slice(0, 4) : undefined);

/** What the entries of a subject come to in a year, spent or promised: the figure of the budget they were opened from. */
export function Executed({ search }: { search: LedgerSearch }) {
  const { t } = useTranslation();
  const subjects = useDictionary("budget_subject");
  const asked = search.subject?.split(",") ?? [];
  const union = search.owner_id ?? search.under_id;
  const promised = search.reserved_on !== undefined;
  const year = promised ? yearEnding(search.reserved_on) : search.year;
  // Narrowed further, the entries are not the whole of the figure.
  const narrowed = search.month || search.kind || search.fund_id || (promised && search.year);
  const whole = asked.length > 0 && year && union && !narrowed;
  const query = {
    organization_id: union,
    year: Number(year),
    reach: search.owner_id ? ("own" as const) : ("whole" as const),
  };
  const board = useQuery({
    queryKey: [FUNDS, "executed", query],
    queryFn: ({ signal }) => getBudgetFigures(query, { signal }),
    enabled: !!whole,
  }).data;
  if (!whole || !board) return null;
  const sum = board.items
    .filter((line) => asked.includes(line.subject))
    .reduce((all, line) => all + (promised ? line.reserved_fen : line.spent_fen), 0);
  return (
    <p className={styles.strip} role="status">
      {t(promised ? "fund:ledger.reserved_for" : "fund:ledger.spent_on", {
        union: board.organization_name,
        year: board.year,
        subjects: asked.map(subjects.label).join(t("ui:comma")),
        amount: yuan(sum),
      })}
    </p>
  );
}
