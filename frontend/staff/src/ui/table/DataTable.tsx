import { type ReactNode, type SyntheticEvent, useCallback, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useKeptScroll } from "../page/tab";
import { ROW_HEIGHT } from "./columns";
import styles from "./DataTable.module.css";
import { Pager, type PagerProps } from "./Pager";
import { SkeletonRows, useLate } from "./SkeletonRows";
import { coverOf, isSelected, pageToggled, type Selection, toggled } from "./selection";
import { TableHead } from "./TableHead";
import { TableRow } from "./TableRow";
import { useRowKeys } from "./useRowKeys";
import type { Table } from "./useTable";

export interface DataTableProps<Row> {
  /** Spoken name. */
  label: string;
  table: Table<Row>;
  /** Undefined until the first answer; the old rows while the next ones are on their way. */
  rows: readonly Row[] | undefined;
  rowKey(row: Row): string;
  sort?: string;
  onSort?(sort: string | undefined): void;
  /** The row under the cursor (J, K). An open quick look follows it. */
  current?: string | null;
  onCurrent?(key: string | null): void;
  /** A click on the row, or the space bar: opens the quick look of the current row. */
  onLook?(): void;
  /** Enter and double click. */
  onOpen?(row: Row): void;
  selection?: Selection;
  onSelect?(selection: Selection): void;
  /** Verbs for the selected rows, in the pager's place. */
  bulk?: ReactNode;
  /** A verb when something is due, else nothing. */
  rowVerb?(row: Row): ReactNode;
  /** Why there is nothing, and the next verb: `<Empty>`. */
  empty: ReactNode;
  /** A problem strip above the head. */
  problem?: ReactNode;
  pager: Omit<PagerProps, "selection" | "onSelect" | "bulk">;
  /** The sum row, stuck to the bottom. */
  sum?: ReactNode;
}

/** Server-side list: first row at 192 px, hairlines, no vertical rules, no zebra. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { table, rows, rowKey, selection, onSelect, current = null, onCurrent, onOpen, rowVerb } = props;
  const { t } = useTranslation();
  const scroll = useRef<HTMLElement>(null);
  const keys = useMemo(() => rows?.map(rowKey) ?? [], [rows, rowKey]);
  // Where a problem is shown nothing is on its way.
  const late = useLate(rows === undefined && !props.problem, 300);
  useKeptScroll(scroll, table.id, rows !== undefined);

  // Rows are memoised, so what they call must keep its identity while the selection moves on.
  const live = useRef(props);
  useEffect(() => {
    live.current = props;
  });
  const pick = useCallback((key: string) => {
    const { selection, onSelect } = live.current;
    if (selection) onSelect?.(toggled(selection, key));
  }, []);
  const point = useCallback((key: string) => {
    live.current.onCurrent?.(key);
    live.current.onLook?.();
  }, []);
  const open = useCallback((row: Row) => live.current.onOpen?.(row), []);

  useRowKeys({
    keys,
    current,
    onCurrent: onCurrent ?? noop,
    onOpen: (key) => {
      const row = rows?.[keys.indexOf(key)];
      if (row !== undefined) onOpen?.(row);
    },
    onPick: selection ? pick : undefined,
    onLook: props.onLook,
  });
  // Only when the cursor moved: coming back to this tab must not scroll.
  const shownRow = useRef(current);
  useEffect(() => {
    if (!current || shownRow.current === current) return;
    shownRow.current = current;
    scroll.current?.querySelector(`[data-key="${CSS.escape(current)}"]`)?.scrollIntoView({ block: "nearest" });
  }, [current]);

  const least = table.shown.reduce(
    (sum, column) => sum + (column.width ?? column.min ?? 160),
    (selection ? 44 : 14) + (rowVerb ? 76 : 16),
  );
  return (
    <div
      className={styles.table}
      style={
        {
          "--row": `${ROW_HEIGHT[table.habit.density]}px`,
          // Where the lead column stays: beside the boxes, or beside the margin that stands in for them.
          "--lead": selection ? "44px" : "14px",
        } as React.CSSProperties
      }
    >
      {props.problem}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and may hold nothing else that the keyboard reaches */}
      <section ref={scroll} className={styles.scroll} aria-label={props.label} tabIndex={0}>
        <table aria-label={props.label} aria-rowcount={props.pager.total ?? undefined} style={{ minWidth: least }}>
          <colgroup>
            <col style={{ width: selection ? 44 : 14 }} />
            {table.shown.map((column) => (
              <col key={column.key} style={{ width: column.width && `calc(${column.width}px * var(--stretch, 1))` }} />
            ))}
            <col style={{ width: rowVerb ? 76 : 16 }} />
          </colgroup>
          <TableHead
            columns={table.shown}
            sort={props.sort}
            onSort={props.onSort}
            cover={selection && coverOf(selection, keys)}
            onCover={() => selection && onSelect?.(pageToggled(selection, keys))}
          />
          <tbody onMouseOver={tellCut} onFocus={tellCut}>
            {rows?.map((row, index) => {
              const key = keys[index] as string;
              return (
                <TableRow
                  key={key}
                  id={key}
                  row={row}
                  columns={table.shown}
                  selected={selection ? isSelected(selection, key) : undefined}
                  current={key === current}
                  verb={rowVerb?.(row)}
                  onPick={pick}
                  onPoint={point}
                  onOpen={open}
                />
              );
            })}
            {late && <SkeletonRows columns={table.shown.length} />}
          </tbody>
          {props.sum && <tfoot>{props.sum}</tfoot>}
        </table>
        {rows?.length === 0 && props.empty}
        {late && (
          <p className="visually-hidden" role="status">
            {t("ui:table.loading")}
          </p>
        )}
      </section>
      {/* Nothing was read, so there is nothing to count or to leaf through. */}
      {!(props.problem && rows === undefined) && (
        <Pager {...props.pager} selection={selection} onSelect={onSelect} bulk={props.bulk} />
      )}
    </div>
  );
}

const noop = () => undefined;

/** What a narrow column cuts off can be read by pointing at it. */
function tellCut(event: SyntheticEvent): void {
  const cell = (event.target as HTMLElement).closest("td");
  if (!cell) return;
  if (cell.scrollWidth > cell.clientWidth) cell.title = cell.textContent ?? "";
  else cell.removeAttribute("title");
}
