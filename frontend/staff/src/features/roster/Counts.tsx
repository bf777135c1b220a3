import type { RosterCounts } from "@unionhome/client/model";
import { count } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import styles from "./roster.module.css";

export const STATES = ["new", "imported", "known", "duplicate", "elsewhere", "wrong"] as const;
export type RowState = (typeof STATES)[number];

interface CountsProps {
  counts: Required<RosterCounts>;
  committed: boolean;
  current: RowState;
  onPick(state: RowState): void;
}

/** The counts are the tabs; the bar below shows their shares. */
export function Counts({ counts, committed, current, onPick }: CountsProps) {
  const { t } = useTranslation();
  const shown = STATES.filter((state) =>
    state === "imported" ? committed : state !== "new" || !committed || counts.new > 0,
  );
  const total = STATES.reduce((sum, state) => sum + counts[state], 0);
  return (
    <div className={styles.counts}>
      <div className={styles.tabs} role="tablist" aria-label={t("roster:verdicts")}>
        {shown.map((state) => (
          <button
            key={state}
            type="button"
            role="tab"
            aria-selected={state === current}
            data-state={state}
            onClick={() => onPick(state)}
          >
            <span>
              <i />
              {t(`roster:state.${state}`)}
            </span>
            <b>{count(counts[state])}</b>
          </button>
        ))}
        <span className={styles.total}>{t("roster:total", { n: count(total) })}</span>
      </div>
      <div className={styles.shares} aria-hidden="true">
        {shown.map(
          (state) => counts[state] > 0 && <i key={state} data-state={state} style={{ flexGrow: counts[state] }} />,
        )}
      </div>
    </div>
  );
}
