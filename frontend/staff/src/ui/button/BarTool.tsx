import type { ButtonHTMLAttributes, Ref } from "react";
import { Icon, type IconName } from "../icon/Icon";
import styles from "./BarTool.module.css";

export interface BarToolProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: IconName;
  label: string;
  /** What waits or runs; nothing is drawn for none. */
  count?: number;
  ref?: Ref<HTMLButtonElement>;
}

/** A tool at the right end of the top bar: icon, word, count. */
export function BarTool({ icon, label, count, ...rest }: BarToolProps) {
  return (
    <button type="button" {...rest} className={styles.tool}>
      <Icon name={icon} />
      <span className={styles.word}>{label}</span>
      {count ? <i>{count}</i> : null}
    </button>
  );
}
