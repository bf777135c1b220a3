import type { ReconciliationOut } from "@unionhome/client/model";
import { count, yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import styles from "../reconciliation.module.css";

const BANK = ["bank", "books_in", "books_out", "adjusted_bank"] as const;
const BOOKS = ["books", "bank_in", "bank_out", "adjusted_books"] as const;

/** The statement of differences in one strip: what is left to explain as one number, both sides beside it. */
export function Sums({ month }: { month: ReconciliationOut }) {
  const { t } = useTranslation();
  const sums = month.adjustment;
  const done = sums.unexplained_fen === 0 && sums.unexplained === 0 && (sums.start_fen === 0 || sums.start_explained);
  return (
    <section className={styles.sums} aria-label={t("reconciliation:paper.title")}>
      <div className={styles.difference} data-zero={done || undefined}>
        <span>{t("reconciliation:sum.unexplained")}</span>
        <b>{yuan(sums.unexplained_fen)}</b>
        <span>{t("reconciliation:sum.items", { count: sums.unexplained, items: count(sums.unexplained) })}</span>
      </div>
      <div>
        <dl>
          {BANK.map((key) => (
            <div key={key}>
              <dt>{t(`reconciliation:sum.${key}`)}</dt>
              <dd>{yuan(sums[`${key}_fen`])}</dd>
            </div>
          ))}
        </dl>
        <dl>
          {BOOKS.map((key) => (
            <div key={key}>
              <dt>{t(`reconciliation:sum.${key}`)}</dt>
              <dd>{yuan(sums[`${key}_fen`])}</dd>
            </div>
          ))}
          {sums.start_fen !== 0 && (
            <div title={month.start_note}>
              <dt>{t("reconciliation:sum.start")}</dt>
              <dd>{yuan(sums.start_fen)}</dd>
            </div>
          )}
        </dl>
      </div>
    </section>
  );
}
