import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Sparkline } from "./Sparkline";
import styles from "./Stat.module.css";

export interface StatProps {
  label: ReactNode;
  value: string;
  unit?: ReactNode;
  /** One line of comparison. */
  note?: ReactNode;
  /** The list behind the number: the whole cell is the link. */
  to?: LinkProps["to"];
  search?: LinkProps["search"];
  params?: LinkProps["params"];
  trend?: readonly number[];
  /** The sum to the last digit, on hover. */
  exact?: string;
  /** A warning beside the figure, with a link of its own. */
  mark?: ReactNode;
  /** What the figure means: a small button at its right end, beside the link and not in it. */
  about?: ReactNode;
}

/** A figure. Every one leads to the records it counts. */
export function Stat({ label, value, unit, note, to, search, params, trend, exact, mark, about }: StatProps) {
  const body = (
    <>
      <span className={styles.label}>{label}</span>
      <span className={styles.value} title={exact}>
        {value}
        {unit && <small>{unit}</small>}
      </span>
      {note && <span className={styles.note}>{note}</span>}
      {trend && (
        <span className={styles.trend}>
          <Sparkline values={trend} width={80} />
        </span>
      )}
    </>
  );
  const cell = to ? (
    <Link className={styles.stat} to={to} search={search} params={params}>
      {body}
    </Link>
  ) : (
    <div className={styles.stat}>{body}</div>
  );
  if (!about && !mark) return cell;
  return (
    <div className={styles.cell}>
      {cell}
      <span className={styles.about}>
        {mark}
        {about}
      </span>
    </div>
  );
}

/** Figures side by side, divided by hairlines. 28 px on overviews, 24 px within a record. */
export function StatRow({ children, size = 28 }: { children: ReactNode; size?: 24 | 28 }) {
  return <div className={size === 24 ? `${styles.row} ${styles.smaller}` : styles.row}>{children}</div>;
}
