import type { ReactNode } from "react";
import styles from "./FactLine.module.css";

export interface FactLineProps {
  /** The most important first: what does not fit is not drawn. */
  facts: readonly (readonly [label: string, value: ReactNode])[];
  /** Verbs that act on what stands below, as text buttons. */
  children?: ReactNode;
}

/** One line of facts under a 40 px head, with the tools of the table below it: 28 px, so that rows begin early. */
export function FactLine({ facts, children }: FactLineProps) {
  return (
    <div className={styles.line}>
      <dl className={styles.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {children && <div className={styles.tools}>{children}</div>}
    </div>
  );
}
