import type { ReactNode } from "react";
import styles from "./Timeline.module.css";

export interface TimelineItem {
  key: string;
  /** ■ done, ● now, ○ to come, ✕ returned. */
  state: "done" | "now" | "next" | "returned";
  title: ReactNode;
  /** Person and unit. */
  by?: ReactNode;
  /** When; planned dates too. */
  at?: ReactNode;
  /** An opinion, what changed from what to what, how long it has waited. */
  children?: ReactNode;
}

export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  return (
    <ol className={styles.timeline}>
      {items.map((item) => (
        <li key={item.key} className={styles[item.state]} aria-current={item.state === "now" ? "step" : undefined}>
          <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
            {item.state === "done" && <rect x="1" y="1" width="8" height="8" fill="currentColor" />}
            {item.state === "now" && <circle cx="5" cy="5" r="4.5" fill="currentColor" />}
            {item.state === "next" && (
              <circle cx="5" cy="5" r="3.8" fill="var(--sheet)" stroke="currentColor" strokeWidth="1.4" />
            )}
            {item.state === "returned" && (
              <path d="M1.5 1.5l7 7M8.5 1.5l-7 7" stroke="currentColor" strokeWidth="2.2" />
            )}
          </svg>
          <div className={styles.line}>
            <span className={styles.title}>{item.title}</span>
            {item.by && <span className={styles.by}>{item.by}</span>}
            {item.at && <time className={styles.at}>{item.at}</time>}
          </div>
          {item.children && <div className={styles.more}>{item.children}</div>}
        </li>
      ))}
    </ol>
  );
}
