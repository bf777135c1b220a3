import { MARKS, type MarkName, type Shape } from "@unionhome/words";
import type { ReactNode } from "react";
import styles from "./Status.module.css";

const DRAWN: Record<Shape, ReactNode> = {
  disc: <circle cx="5" cy="5" r="4" />,
  triangle: <path d="M5 .8 9.6 9H.4z" />,
  square: <rect x="1.2" y="1.2" width="7.6" height="7.6" />,
  ring: <circle cx="5" cy="5" r="3.4" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  diamond: <path d="M5 .6 9.4 5 5 9.4.6 5z" />,
  cross: <path d="M1.5 1.5l7 7M8.5 1.5l-7 7" fill="none" stroke="currentColor" strokeWidth="2.2" />,
};

export interface StatusProps {
  mark: MarkName;
  children: ReactNode;
}

/** Shape and word. The word is coloured only when it warns. */
export function Status({ mark, children }: StatusProps) {
  const { shape, tone } = MARKS[mark];
  return (
    <span className={`${styles.status} ${styles[tone]}`}>
      <svg width="10" height="10" viewBox="0 0 10 10" fill="currentColor" aria-hidden="true">
        {DRAWN[shape]}
      </svg>
      <span className={styles.word}>{children}</span>
    </span>
  );
}
