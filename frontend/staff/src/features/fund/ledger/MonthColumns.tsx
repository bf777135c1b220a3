import { useQuery } from "@tanstack/react-query";
import { yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { Scroll } from "../../../ui/scroll/Scroll";
import { monthsOf } from "../data";
import styles from "../fund.module.css";

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);
const ROWS = ["income", "budget", "reserved", "spent"] as const;

interface MonthColumnsProps {
  year: number;
  fund?: string;
  union?: string;
  /** "2026-11", drawn as chosen. */
  chosen?: string;
  onPick?(month: string): void;
}

/** Twelve columns: what came in, came by budgets, was promised and was spent in each month, in yuan. */
export function MonthColumns({ year, fund, union, chosen, onPick }: MonthColumnsProps) {
  const { t } = useTranslation();
  const items = useQuery(monthsOf(year, fund, union)).data?.items ?? [];
  const of = new Map(items.map((each) => [each.month, each]));
  const slug = (month: number) => `${year}-${String(month).padStart(2, "0")}`;
  return (
    <Scroll className={styles.scroll} label={t("fund:months.title", { year })}>
      <table className={styles.months}>
        <thead>
          <tr>
            <th>{t("fund:money.unit")}</th>
            {MONTHS.map((month) => (
              <th key={month} data-end aria-current={chosen === slug(month) || undefined}>
                {onPick && of.has(month) ? (
                  <button type="button" onClick={() => onPick(slug(month))}>
                    {t("fund:months.month", { month })}
                  </button>
                ) : (
                  t("fund:months.month", { month })
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROWS.map((row) => (
            <tr key={row}>
              <th scope="row">{t(`fund:column.${row}`)}</th>
              {MONTHS.map((month) => {
                const fen = of.get(month)?.[`${row}_fen`];
                return (
                  <td key={month} data-end>
                    {fen ? yuan(fen) : ""}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
