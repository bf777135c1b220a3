import type { ImportCounts } from "@unionhome/client/model";
import { count } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import styles from "./import.module.css";

export const STATES = [
  "new",
  "changed",
  "unchanged",
  "duplicate",
  "elsewhere",
  "wrong",
  "imported",
  "updated",
  "undone",
] as const;
export type RowState = (typeof STATES)[number];
/** Shown before anything was written, also with nothing in them. */
const FIRST: readonly RowState[] = ["new", "changed", "wrong"];

interface CountsProps {
  counts: Required<ImportCounts>;
  committed: boolean;
  current: RowState;
  onPick(state: RowState): void;
}

/** The counts are the tabs; the bar below shows their shares. */
export function Counts({ counts, committed, current, onPick }: CountsProps) {
  const { t } = useTranslation();
  const shown = STATES.filter((state) => counts[state] > 0 || (!committed && FIRST.includes(state)));
  const total = STATES.reduce((sum, state) => sum + counts[state], 0);
  return (
    <div className={styles.counts}>
      <div className={styles.tabs} role="tablist" aria-label={t("import:verdicts")}>
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
              {t(`import:state.${state}`)}
            </span>
            <b>{count(counts[state])}</b>
          </button>
        ))}
        <span className={styles.total}>{t("import:total", { n: count(total) })}</span>
      </div>
      <div className={styles.shares} aria-hidden="true">
        {shown.map(
          (state) => counts[state] > 0 && <i key={state} data-state={state} style={{ flexGrow: counts[state] }} />,
        )}
      </div>
    </div>
  );
}
