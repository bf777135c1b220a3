import { useQuery } from "@tanstack/react-query";
import type { ListAidCasesParams } from "@unionhome/client/model";
import { count, yuanInText } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import styles from "./cases.module.css";
import { caseSums } from "./data";

interface SumsBarProps {
  asked: ListAidCasesParams;
  status: string | undefined;
  onPick(status: string | undefined): void;
}

/** How many cases stand where, as one bar in the order of the way; what is late is told beside it. A part is a filter. */
export function SumsBar({ asked, status, onPick }: SumsBarProps) {
  const { t } = useTranslation();
  const names = useDictionary("case_status");
  const { data } = useQuery(caseSums(asked));
  if (!data || data.items.length === 0) return null;
  const all = data.items.reduce((sum, one) => sum + one.cases, 0);
  const late = data.items.reduce((sum, one) => sum + one.late, 0);
  return (
    <span className={styles.sums}>
      <span className={styles.stack} role="toolbar" aria-label={t("aid:case.sums")}>
        {data.items.map((one, place) => (
          <button
            key={one.status}
            type="button"
            className={styles.part}
            data-tone={place % 2}
            aria-pressed={status === one.status}
            style={{ flexGrow: one.cases }}
            title={t("aid:case.sum", {
              status: names.label(one.status),
              n: count(one.cases),
              yuan: yuanInText(one.amount_fen),
              late: count(one.late),
            })}
            onClick={() => onPick(status === one.status ? undefined : one.status)}
          >
            {one.cases / all > 0.12 && count(one.cases)}
          </button>
        ))}
      </span>
      {late > 0 && <em>{t("aid:case.late_count", { n: count(late) })}</em>}
    </span>
  );
}
