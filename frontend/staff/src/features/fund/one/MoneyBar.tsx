import type { FundItem } from "@unionhome/client/model";
import { yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import styles from "../fund.module.css";
import { PARTS, Parts } from "../Parts";

/** All that a fund has, as one bar: spent, promised, in store, left; with every figure written beside it. */
export function MoneyBar({ fund }: { fund: FundItem }) {
  const { t } = useTranslation();
  return (
    <div className={styles.money}>
      <Parts fund={fund} />
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
