import type { ReactNode } from "react";
import styles from "./PageHead.module.css";

export interface PageHeadProps {
  title: ReactNode;
  /** Beside the title: an age, a file name. */
  note?: ReactNode;
  /** Status and stamps. */
  marks?: ReactNode;
  /** Second line of a record: [label, value]. */
  facts?: readonly (readonly [label: string, value: ReactNode])[];
  /** Text tabs in the same row (list pages). */
  views?: ReactNode;
  /** Buttons at the right, the blue one last. */
  children?: ReactNode;
}

/** 40 px on lists, so that the first row starts at 192; two lines on records. */
export function PageHead({ title, note, marks, facts, views, children }: PageHeadProps) {
  return (
    <header className={facts ? styles.record : styles.list}>
      <div className={styles.name}>
        <div className={styles.title}>
          <h1>{title}</h1>
          {note && <span className="ink-2">{note}</span>}
          {marks}
        </div>
        {facts && (
          <dl className={styles.facts}>
            {facts.map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      {views && <div className={styles.views}>{views}</div>}
      <div className={styles.verbs}>{children}</div>
    </header>
  );
}
