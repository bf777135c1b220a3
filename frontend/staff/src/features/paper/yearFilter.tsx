import type { TFunction } from "i18next";
import type { Filter } from "../../ui/filter/FilterBar";
import styles from "./paper.module.css";

/** Next year's plans are filed this year already; so many years back stand in the menu. */
const FROM = 1;
const BACK = 8;

interface YearFilterOptions {
  t: TFunction;
  now: number;
  value: number | undefined;
  onChange(year: number | undefined): void;
}

export const yearsAround = (now: number): number[] =>
  Array.from({ length: FROM + BACK + 1 }, (_, at) => now + FROM - at);

/** A token that asks for one year. */
export function yearFilter({ t, now, value, onChange }: YearFilterOptions): Filter {
  return {
    key: "year",
    label: t("paper:column.year"),
    value: value === undefined ? undefined : t("paper:year", { year: value }),
    onClear: () => onChange(undefined),
    editor: (close) => (
      <ul className={styles.years}>
        {yearsAround(now).map((year) => (
          <li key={year}>
            <button
              type="button"
              aria-pressed={year === value}
              onClick={() => {
                onChange(year);
                close();
              }}
            >
              {t("paper:year", { year })}
            </button>
          </li>
        ))}
      </ul>
    ),
  };
}
