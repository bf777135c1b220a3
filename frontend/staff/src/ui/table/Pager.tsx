import { count, isUncounted, rowsInWords } from "@unionhome/words";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button/Button";
import styles from "./Pager.module.css";
import { EVERYTHING, NOTHING, type Selection, sizeOf } from "./selection";
import type { CursorPages } from "./useTable";

export interface PagerProps {
  pages: CursorPages;
  /** The server's `next_cursor`; null on the last page. */
  next: string | null | undefined;
  /** All that match; unknown while it is being counted. */
  total: number | null | undefined;
  size: number;
  /** 人, 家, 条: beside the count. */
  unit: string;
  /** New rows are on their way under the old ones. */
  refreshing?: boolean;
  selection?: Selection;
  onSelect?(selection: Selection): void;
  bulk?: ReactNode;
}

/** The foot of a list. A selection takes its place, so nothing moves. */
export function Pager({ pages, next, total, size, unit, refreshing, selection, onSelect, bulk }: PagerProps) {
  const { t } = useTranslation();
  const picked = selection ? sizeOf(selection, total ?? 0) : 0;
  const many = isUncounted(total);
  const only = pages.number === 1 && next === null && total != null;
  // Where counting stopped nobody knows better than "more than that".
  const all = rowsInWords(total ?? 0);
  const last = total == null || many ? null : Math.max(1, Math.ceil(total / size));
  return (
    <div className={picked > 0 ? `${styles.pager} ${styles.picked}` : styles.pager}>
      {picked > 0 ? (
        <div className={styles.bulk} role="toolbar" aria-label={t("ui:table.bulk")}>
          <span>{t("ui:table.picked", { count: picked, n: selection?.all && many ? all : count(picked), unit })}</span>
          {!selection?.all && total != null && total > picked && (
            <Button kind="text" onClick={() => onSelect?.(EVERYTHING)}>
              {t("ui:table.pick_all", { n: all, unit })}
            </Button>
          )}
          <i className={styles.rule} />
          {bulk}
          <Button kind="text" className={styles.quiet} onClick={() => onSelect?.(NOTHING)}>
            {t("ui:table.pick_none")}
          </Button>
        </div>
      ) : (
        <span role="status">{refreshing && t("ui:table.refreshing")}</span>
      )}
      <nav className={styles.pages} aria-label={t("ui:table.pages")}>
        <span>
          {total == null
            ? t("ui:table.counting")
            : t(many ? "ui:table.total_many" : "ui:table.total", { n: count(many ? total - 1 : total), unit })}
          {!only && t("ui:table.per_page", { size })}
        </span>
        {!only && <Leaf pages={pages} next={next} last={last} />}
      </nav>
    </div>
  );
}

/** Where a list has one page only, there is nothing to leaf through. */
function Leaf({ pages, next, last }: Pick<PagerProps, "pages" | "next"> & { last: number | null }) {
  const { t } = useTranslation();
  return (
    <>
      <Button
        kind="text"
        icon="first"
        aria-label={t("ui:table.first")}
        disabled={pages.number === 1}
        onClick={pages.first}
      />
      <Button
        kind="text"
        icon="left"
        aria-label={t("ui:table.back")}
        disabled={pages.number === 1}
        onClick={pages.back}
      />
      <span className={styles.here}>
        <b>{pages.number}</b>
        {last !== null && ` / ${count(last)}`}
      </span>
      <Button
        kind="text"
        icon="right"
        aria-label={t("ui:table.next")}
        disabled={!next}
        onClick={() => next && pages.next(next)}
      />
    </>
  );
}
