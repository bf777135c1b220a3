import type { ButtonHTMLAttributes, Ref } from "react";
import { Icon, type IconName } from "../icon/Icon";
import styles from "./BarTool.module.css";

export interface BarToolProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: IconName;
  label: string;
  /** What waits or runs; nothing is drawn for none. */
  count?: number;
  /** What has ended or come and was not looked at yet. */
  news?: number;
  /** Both numbers in words. */
  note?: string;
  ref?: Ref<HTMLButtonElement>;
}

/** A tool at the right end of the top bar: icon, word, what goes on, what is new. */
export function BarTool({ icon, label, count, news, note, ...rest }: BarToolProps) {
  return (
    <button type="button" title={note} {...rest} className={styles.tool}>
      <Icon name={icon} />
      <span className={styles.word}>{label}</span>
      {count ? <i>{count}</i> : null}
      {news ? <b>{news}</b> : null}
    </button>
  );
}
