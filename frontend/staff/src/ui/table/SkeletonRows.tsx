import { useEffect, useState } from "react";
import styles from "./DataTable.module.css";

const WIDTHS = [62, 80, 48, 70, 56, 84, 66];

/** Grey bars at the real row height. */
export function SkeletonRows({ columns, rows = 12 }: { columns: number; rows?: number }) {
  return Array.from({ length: rows }, (_, row) => (
    <tr key={row}>
      <td />
      {Array.from({ length: columns }, (_, column) => (
        <td key={column}>
          <span className={styles.skeleton} style={{ width: `${WIDTHS[(row * 3 + column) % WIDTHS.length]}%` }} />
        </td>
      ))}
      <td />
    </tr>
  ));
}

/** True when `on` has lasted `ms`: a quick answer must not flicker. */
export function useLate(on: boolean, ms: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!on) {
      setLate(false);
      return;
    }
    const timer = setTimeout(() => setLate(true), ms);
    return () => clearTimeout(timer);
  }, [on, ms]);
  return on && late;
}
