import { useTranslation } from "react-i18next";
import { type Filter, FilterBar } from "../../../ui/filter/FilterBar";
import { OrgFilter } from "../../../ui/tree/OrgFilter";
import type { PlacedLine } from "../data";
import { periodsUntil, type StatsTree } from "../search";
import styles from "../statistic.module.css";

interface ScopeProps {
  search: { org?: string; period?: string; tree?: StatsTree };
  name: string | undefined;
  home: string;
  /** The day before which the periods to choose from end; without it there is none to choose. */
  today?: string;
  /** The lines to choose from, where the figures go by lines. */
  lines?: readonly PlacedLine[];
  onSet(next: { org?: string; period?: string; tree?: StatsTree }): void;
}

/** Of which union the figures are, and of when. */
export function Scope({ search, name, home, today, lines, onSet }: ScopeProps) {
  const { t } = useTranslation();
  const spelled = (period: string) => {
    const [year, rest] = period.split("-");
    if (!rest) return t("statistic:period.year", { year });
    if (rest.startsWith("Q")) return t("statistic:period.quarter", { year, quarter: rest.slice(1) });
    return t("statistic:period.month", { year, month: Number(rest) });
  };
  const during = (today: string): Filter => ({
    key: "period",
    label: t("statistic:filter.period"),
    value: search.period && spelled(search.period),
    onClear: () => onSet({ period: undefined }),
    editor: (close) => (
      <ul className={styles.periods}>
        {periodsUntil(today).map((period) => (
          <li key={period}>
            <button
              type="button"
              aria-pressed={period === search.period}
              onClick={() => {
                onSet({ period });
                close();
              }}
            >
              {spelled(period)}
            </button>
          </li>
        ))}
      </ul>
    ),
  });
  return (
    <FilterBar
      filters={[
        {
          key: "org",
          label: t("statistic:filter.org"),
          value: search.org && (name ?? "…"),
          onClear: () => onSet({ org: undefined, tree: undefined }),
          editor: (close) =>
            lines ? (
              <ul className={`${styles.periods} ${styles.single}`}>
                {lines.map((line) => (
                  <li key={line.id} style={{ paddingInlineStart: line.depth * 16 }}>
                    <button
                      type="button"
                      aria-pressed={line.id === search.org}
                      onClick={() => {
                        onSet({ org: line.id });
                        close();
                      }}
                    >
                      {line.name}
                    </button>
                  </li>
                ))}
              </ul>
            ) : (
              <OrgFilter
                label={t("statistic:filter.org")}
                selected={search.org ?? home}
                onPick={(org) => {
                  onSet({ org: org.id });
                  close();
                }}
              />
            ),
        },
        ...(today === undefined ? [] : [during(today)]),
      ]}
    />
  );
}
