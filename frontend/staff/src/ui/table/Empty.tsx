import type { ReactNode } from "react";
import styles from "./Empty.module.css";

export interface EmptyProps {
  /** Why there is nothing: "本月还没有入户走访。" or "没有符合 4 个条件的人。" */
  children: ReactNode;
  /** The next verb: a link or a text button. What to clear when it is filtered, what to begin when it is not. */
  verb?: ReactNode;
}

/** Inside the table area, left under the head. No drawings. */
export function Empty({ children, verb }: EmptyProps) {
  return (
    <p className={styles.empty}>
      {children} {verb}
    </p>
  );
}
