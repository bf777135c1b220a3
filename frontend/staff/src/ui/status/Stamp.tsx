import type { ReactNode } from "react";
import styles from "./Stamp.module.css";

/** Only for what an authority has granted: 实名, 模范职工之家. Never a tag for anything else. */
export function Stamp({ children }: { children: ReactNode }) {
  return <span className={styles.stamp}>{children}</span>;
}
