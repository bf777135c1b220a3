import { daysBetween } from "@unionhome/words";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { plusMonths } from "./scale";
import styles from "./TermBar.module.css";

export interface TermBarProps {
  /** Elected on, due on: plain dates. */
  from: string;
  to: string;
  today: string;
  /** The window before the end in which the re-election is prepared. */
  windowMonths?: number;
  fromLabel: ReactNode;
  toLabel: ReactNode;
}

/** A committee's term: years gone in grey, the last months in amber, today as a black tick. */
export function TermBar({ from, to, today, windowMonths = 6, fromLabel, toLabel }: TermBarProps) {
  const { t } = useTranslation();
  const days = Math.max(1, daysBetween(from, to));
  const at = (on: string) => Math.min(1, Math.max(0, daysBetween(from, on) / days)) * 100;
  const now = at(today);
  const opens = at(plusMonths(to, -windowMonths));
  const years: string[] = [];
  for (let on = plusMonths(from, 12); on < to && daysBetween(on, to) > 120; on = plusMonths(on, 12)) years.push(on);
  return (
    <div className={styles.term}>
      <div className={styles.track} role="img" aria-label={t("ui:term.label", { from, to, today })}>
        <i className={styles.gone} style={{ width: `${Math.min(now, opens)}%` }} />
        {now > opens && <i className={styles.window} style={{ left: `${opens}%`, width: `${now - opens}%` }} />}
        {years.map((on) => (
          <s key={on} style={{ left: `${at(on)}%` }} />
        ))}
        <u style={{ left: `${now}%` }} />
      </div>
      <div className={styles.axis}>
        <span>{fromLabel}</span>
        {years.map((on) => (
          <span key={on} className={styles.year} style={{ left: `${at(on)}%` }} hidden={at(on) < 14 || at(on) > 82}>
            {on.slice(0, 7)}
          </span>
        ))}
        <span>{toLabel}</span>
      </div>
    </div>
  );
}
