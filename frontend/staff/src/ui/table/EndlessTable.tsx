import { count } from "@unionhome/words";
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useKey } from "../keys/keys";
import { useKeptScroll } from "../page/tab";
import { ROW_HEIGHT } from "./columns";
import styles from "./DataTable.module.css";
import pager from "./Pager.module.css";
import { TableHead } from "./TableHead";
import { TableRow } from "./TableRow";
import type { Table } from "./useTable";
import { type Stretch, stretchOf } from "./windowing";

export interface EndlessTableProps<Row> {
  /** Spoken name. */
  label: string;
  table: Table<Row>;
  /** How many rows there are, read or not. */
  total: number;
  /** The row at this place, counted from 0; undefined while it is on its way. */
  rowAt(index: number): Row | undefined;
  rowKey(row: Row): string;
  /** These rows are in sight or near it. */
  onSight(stretch: Stretch): void;
  /** The place of the row under the cursor (J, K). */
  current: number | null;
  onCurrent(index: number | null): void;
  onLook(): void;
  empty: ReactNode;
  /** A problem strip above the head. */
  problem?: ReactNode;
  /** 人, 家, 行: beside the count. */
  unit: string;
}

const HEAD = 36;

/**
 * A list of any length that scrolls as one: only the rows in sight are in the page, and the bar is as long as all of
 * them. Rows that are not read yet are grey bars at the real height.
 */
export function EndlessTable<Row>(props: EndlessTableProps<Row>) {
  const { table, total, rowAt, rowKey, current, onCurrent, onLook } = props;
  const { t } = useTranslation();
  const scroll = useRef<HTMLElement>(null);
  const [height, setHeight] = useState<number>(ROW_HEIGHT[table.habit.density]);
  const [stretch, setStretch] = useState<Stretch>(() => stretchOf(0, 800, height, total));
  useKeptScroll(scroll, table.id, true);

  const look = useCallback(() => {
    const box = scroll.current;
    if (!box) return;
    const next = stretchOf(box.scrollTop, box.clientHeight, height, total);
    setStretch((now) => (now.from === next.from && now.to === next.to ? now : next));
  }, [height, total]);
  useLayoutEffect(look, [look]);
  useEffect(() => {
    const box = scroll.current;
    if (!box) return;
    let asked = 0;
    const soon = () => {
      asked ||= requestAnimationFrame(() => {
        asked = 0;
        look();
      });
    };
    box.addEventListener("scroll", soon, { passive: true });
    const sized = new ResizeObserver(soon);
    sized.observe(box);
    return () => {
      box.removeEventListener("scroll", soon);
      sized.disconnect();
      cancelAnimationFrame(asked);
    };
  }, [look]);
  const { onSight } = props;
  useEffect(() => onSight(stretch), [onSight, stretch]);

  // What a row takes up is measured once rows are there: zoom and hairlines make it other than what was asked for.
  const measured = useRef<HTMLTableRowElement>(null);
  useLayoutEffect(() => {
    const real = measured.current?.nextElementSibling?.getBoundingClientRect().height;
    if (real && Math.abs(real - height) > 0.01) setHeight(real);
  });

  const walk = (by: number) => {
    const to = current === null ? stretch.first : Math.min(total - 1, Math.max(0, current + by));
    onCurrent(total === 0 ? null : to);
  };
  useKey("j", t("ui:keys.next_row"), () => walk(1), { enabled: total > 0 });
  useKey("k", t("ui:keys.previous_row"), () => walk(-1), { enabled: total > 0 });
  useKey("space", t("ui:keys.look_row"), onLook, { enabled: current !== null });
  const shownRow = useRef(current);
  useEffect(() => {
    const box = scroll.current;
    if (!box || current === null || shownRow.current === current) return;
    shownRow.current = current;
    const top = current * height;
    const room = box.clientHeight - HEAD - height;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top > box.scrollTop + room) box.scrollTop = top - room;
  }, [current, height]);

  // Rows are memoised, so what they call must keep its identity.
  const live = useRef(props);
  const seen = useRef(stretch);
  useEffect(() => {
    live.current = props;
    seen.current = stretch;
  });
  const point = useCallback((key: string) => {
    const { rowAt, rowKey, total } = live.current;
    for (let at = Math.max(0, seen.current.from); at < Math.min(total, seen.current.to); at++) {
      const row = rowAt(at);
      if (row !== undefined && rowKey(row) === key) live.current.onCurrent(at);
    }
    live.current.onLook();
  }, []);
  const least = table.shown.reduce((sum, column) => sum + (column.width ?? column.min ?? 160), 30);
  const wide = table.shown.length + 2;
  const places = Array.from(
    { length: Math.max(0, Math.min(stretch.to, total) - stretch.from) },
    (_, i) => stretch.from + i,
  );
  return (
    <div
      className={styles.table}
      style={{ "--row": `${ROW_HEIGHT[table.habit.density]}px`, "--lead": "14px" } as React.CSSProperties}
    >
      {props.problem}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and may hold nothing else that the keyboard reaches */}
      <section ref={scroll} className={styles.scroll} aria-label={props.label} tabIndex={0}>
        <table aria-label={props.label} aria-rowcount={total} style={{ minWidth: least }}>
          <colgroup>
            <col style={{ width: 14 }} />
            {table.shown.map((column) => (
              <col key={column.key} style={{ width: column.width && `calc(${column.width}px * var(--stretch, 1))` }} />
            ))}
            <col style={{ width: 16 }} />
          </colgroup>
          <TableHead columns={table.shown} onCover={nothing} />
          <tbody>
            <tr ref={measured} className={styles.void}>
              <td colSpan={wide} style={{ height: stretch.from * height }} />
            </tr>
            {places.map((at) => {
              const row = rowAt(at);
              return row === undefined ? (
                <Waiting key={`waiting ${at}`} columns={table.shown.length} at={at} />
              ) : (
                <TableRow
                  key={rowKey(row)}
                  id={rowKey(row)}
                  row={row}
                  columns={table.shown}
                  selected={undefined}
                  current={at === current}
                  verb={undefined}
                  onPick={nothing}
                  onPoint={point}
                  onOpen={nothing}
                />
              );
            })}
            <tr className={styles.void}>
              <td colSpan={wide} style={{ height: Math.max(0, total - stretch.to) * height }} />
            </tr>
          </tbody>
        </table>
        {total === 0 && props.empty}
      </section>
      {!props.problem && total > 0 && (
        <div className={pager.pager}>
          <span className={styles.sight}>
            {t("ui:table.sight", {
              first: count(stretch.first + 1),
              last: count(Math.min(total, stretch.last)),
              n: count(total),
              unit: props.unit,
            })}
          </span>
        </div>
      )}
    </div>
  );
}

const BARS = [62, 80, 48, 70, 56, 84, 66];

function Waiting({ columns, at }: { columns: number; at: number }) {
  return (
    <tr>
      <td />
      {Array.from({ length: columns }, (_, column) => (
        <td key={column}>
          <span className={styles.skeleton} style={{ width: `${BARS[(at * 3 + column) % BARS.length]}%` }} />
        </td>
      ))}
      <td />
    </tr>
  );
}

const nothing = () => undefined;
