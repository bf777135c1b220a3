import type { ReactNode } from "react";
import styles from "./ListPage.module.css";

export interface ListPageProps {
  head: ReactNode;
  filters?: ReactNode;
  /** The table. */
  children: ReactNode;
  /** The quick look: beside the table from 1800 px on, over it below. */
  drawer?: ReactNode;
}

/** Head 40, filters 36, table head 36: the first row stands at 192 px under bar and tabs. */
export function ListPage({ head, filters, children, drawer }: ListPageProps) {
  return (
    <div className={styles.page}>
      {head}
      {filters}
      <div className={styles.body}>
        {children}
        {drawer}
      </div>
    </div>
  );
}
