import type { FundItem } from "@unionhome/client/model";
import { useTranslation } from "react-i18next";
import styles from "./fund.module.css";

export const PARTS = ["spent", "reserved", "goods", "available"] as const;

/** What a fund has, as one bar: spent, promised, in store, left. The figures stand beside it, wherever it is drawn. */
export function Parts({ fund, small }: { fund: FundItem; small?: boolean }) {
  const { t } = useTranslation();
  const all = PARTS.reduce((sum, part) => sum + fund[`${part}_fen`], 0);
  if (all <= 0) return small ? null : <p className="ink-3">{t("fund:money.none")}</p>;
  return (
    <div className={small ? styles.small : styles.bar} aria-hidden="true">
      {PARTS.map((part) => (
        <i key={part} className={styles[part]} style={{ width: `${(100 * fund[`${part}_fen`]) / all}%` }} />
      ))}
    </div>
  );
}
