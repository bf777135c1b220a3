import type { ReactNode } from "react";
import styles from "./Section.module.css";

export interface SectionProps {
  title: ReactNode;
  /** Unit, count, remark. */
  note?: ReactNode;
  /** A link or a button at the right end of the heading. */
  more?: ReactNode;
  /** `ruled`: 14 px with a hairline, for groups of fields. */
  kind?: "plain" | "ruled";
  children?: ReactNode;
}

export function Section({ title, note, more, kind = "plain", children }: SectionProps) {
  return (
    <section className={styles[kind]}>
      <div className={styles.head}>
        <h2>{title}</h2>
        {note && <span className={styles.note}>{note}</span>}
        {more && <span className={styles.more}>{more}</span>}
      </div>
      {children}
    </section>
  );
}
