import type { ReactNode } from "react";
import styles from "./RankedBars.module.css";

export interface RankedBar {
  key: string;
  label: ReactNode;
  value: number;
  /** As written at its end. */
  text: ReactNode;
  /** Where it stood before: a tick. */
  before?: number | null;
}

/** Bars of one measure, longest first, with what they were before as a tick. The numbers stand beside them. */
export function RankedBars({ bars, label, most }: { bars: readonly RankedBar[]; label: string; most?: number }) {
  const longest = most ?? Math.max(1, ...bars.flatMap((bar) => [bar.value, bar.before ?? 0]));
  const width = (value: number) => `${Math.min(100, (100 * Math.max(0, value)) / longest)}%`;
  return (
    <table className={styles.bars} aria-label={label}>
      <tbody>
        {[...bars]
          .sort((a, b) => b.value - a.value)
          .map((bar) => (
            <tr key={bar.key}>
              <th scope="row">{bar.label}</th>
              <td className={styles.track}>
                <i style={{ width: width(bar.value) }} />
                {bar.before != null && <u style={{ left: width(bar.before) }} />}
              </td>
              <td data-end>{bar.text}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
