import type { FundItem } from "@unionhome/client/model";
import { yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import styles from "../fund.module.css";

const PARTS = ["spent", "reserved", "available"] as const;

/** All that a fund has, as one bar: spent, promised, left; with every figure written beside it. */
export function MoneyBar({ fund }: { fund: FundItem }) {
  const { t } = useTranslation();
  const all = fund.spent_fen + fund.reserved_fen + fund.available_fen;
  return (
    <div className={styles.money}>
      {all > 0 ? (
        <div className={styles.bar} aria-hidden="true">
          {PARTS.map((part) => (
            <i key={part} className={styles[part]} style={{ width: `${(100 * fund[`${part}_fen`]) / all}%` }} />
          ))}
        </div>
      ) : (
        <p className="ink-3">{t("fund:money.none")}</p>
      )}
      <dl className={styles.figures}>
        {(["income", "budget", ...PARTS] as const).map((key) => (
          <div key={key}>
            <dt>
              {key !== "income" && key !== "budget" && <i className={styles[key]} aria-hidden="true" />}
              {t(`fund:column.${key}`)}
            </dt>
            <dd>{yuan(fund[`${key}_fen`])}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
