import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button/Button";
import { useKey } from "../keys/keys";
import styles from "./FilterBar.module.css";
import { FilterToken } from "./FilterToken";
import { useStanding } from "./folding";
import { SearchBox } from "./SearchBox";

export interface Filter {
  key: string;
  label: string;
  /** What is set, in words: "城区 12 家". Undefined: not set. */
  value?: string;
  onClear(): void;
  /** What opens under the token; `close` when it has been answered. */
  editor(close: () => void): ReactNode;
  /** Behind 更多 until it is set. */
  rare?: boolean;
}

export interface FilterBarProps {
  search?: { value: string; placeholder: string; onChange(value: string): void };
  filters: readonly Filter[];
  /** The filters differ from the view they came from. */
  onSaveView?: () => void;
  /** Density and columns: `<TableTools>`. */
  tools?: ReactNode;
}

/** One boxed search, then tokens: a plain word when unset, blue when set; what finds no place goes behind 更多. 36 px. */
export function FilterBar({ search, filters, onSaveView, tools }: FilterBarProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLInputElement>(null);
  useKey("/", t("ui:keys.search"), () => box.current?.focus(), { enabled: search !== undefined });
  const set = filters.filter((filter) => filter.value !== undefined);
  const open = filters.filter((filter) => filter.value === undefined && !filter.rare);
  const rare = filters.filter((filter) => filter.value === undefined && filter.rare);
  const row = useRef<HTMLSpanElement>(null);
  const told = [...set, ...open].map((filter) => `${filter.label} ${filter.value ?? ""}`).join("\n");
  const stand = useStanding(row, told, open.length, rare.length > 0);
  const behind = [...open.slice(stand), ...rare];
  return (
    <search className={styles.bar}>
      {search && <SearchBox ref={box} shortcut {...search} />}
      <span ref={row} className={styles.row}>
        {set.map((filter) => (
          <FilterToken key={filter.key} filter={filter} />
        ))}
        {open.slice(0, stand).map((filter) => (
          <FilterToken key={filter.key} filter={filter} />
        ))}
        {behind.length > 0 && <MoreFilters filters={behind} />}
      </span>
      <span className={styles.end}>
        {onSaveView && (
          <Button kind="text" onClick={onSaveView}>
            {t("ui:filter.save_view")}
          </Button>
        )}
        {tools}
      </span>
    </search>
  );
}

function MoreFilters({ filters }: { filters: readonly Filter[] }) {
  const { t } = useTranslation();
  return (
    <FilterToken
      filter={{
        key: "more",
        label: t("ui:filter.more"),
        onClear: () => undefined,
        editor: (close) => (
          <div className={styles.more}>
            {filters.map((filter) => (
              <details key={filter.key} name="more-filters">
                <summary>{filter.label}</summary>
                {filter.editor(close)}
              </details>
            ))}
          </div>
        ),
      }}
    />
  );
}
