import { MISSING } from "@unionhome/words";
import type { CSSProperties, ReactNode } from "react";
import styles from "./DescriptionList.module.css";

export interface DescriptionListProps {
  children: ReactNode;
  /** Width of the labels in px. */
  labels?: number;
}

export function DescriptionList({ children, labels = 84 }: DescriptionListProps) {
  return (
    <dl className={styles.list} style={{ "--labels": `${labels}px` } as CSSProperties}>
      {children}
    </dl>
  );
}

export interface FieldProps {
  label: ReactNode;
  /** Nothing known is "—". */
  children?: ReactNode;
  note?: ReactNode;
}

export function Field({ label, children, note }: FieldProps) {
  const missing = children === undefined || children === null || children === "";
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {missing ? MISSING : children}
        {note && <span className={styles.note}>{note}</span>}
      </dd>
    </>
  );
}
