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
/** A list of rows: those of one verdict; of an undone import also those that it left as they were written. */
export type RowList = RowState | "kept";
const LISTS: readonly RowList[] = ["kept", ...STATES];
const KEPT: readonly RowState[] = ["imported", "updated"];

/** The verdicts of a list. */
export const statesOf = (list: RowList): readonly RowState[] => (list === "kept" ? KEPT : [list]);

/** How many rows stand in each list. What was written and not taken back is one list when the rest is undone. */
export function countsOf(counts: Required<ImportCounts>, undone: boolean): Record<RowList, number> {
  const { imported, updated } = counts;
  return undone ? { ...counts, imported: 0, updated: 0, kept: imported + updated } : { ...counts, kept: 0 };
}

/** Shown before anything was written, also with nothing in them. */
const FIRST: readonly RowList[] = ["new", "changed", "wrong"];

interface CountsProps {
  counts: Record<RowList, number>;
  committed: boolean;
  current: RowList;
  onPick(list: RowList): void;
}

/** The counts are the tabs; the bar below shows their shares. */
export function Counts({ counts, committed, current, onPick }: CountsProps) {
  const { t } = useTranslation();
  const shown = LISTS.filter((state) => counts[state] > 0 || (!committed && FIRST.includes(state)));
  const total = LISTS.reduce((sum, state) => sum + counts[state], 0);
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
