import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { Icon, type IconName } from "../icon/Icon";
import styles from "./Button.module.css";

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /**
   * `main`: the one blue button of a view. `plain`: white with an edge. `text`: a verb within a row.
   * `seal`: red, only for 发布公示 and 签发, with a confirmation.
   */
  kind?: "main" | "plain" | "text" | "seal";
  /** Takes something away: orange-red words, to the left of the pair. */
  destructive?: boolean;
  /** 28 px in heads of pages and tables, 32 px in forms, 40 px on the sign-in page. */
  size?: 28 | 32 | 40;
  icon?: IconName;
  /** Shown and spoken while the work is on its way; the button keeps its width. */
  busy?: boolean;
  /** A key that does the same: "A". */
  shortcut?: string;
  children?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({
  kind = "plain",
  destructive,
  size = 28,
  icon,
  busy,
  shortcut,
  children,
  className,
  disabled,
  ...rest
}: ButtonProps) {
  const classes = [styles.button, styles[kind], styles[`s${size}`]];
  if (destructive) classes.push(styles.destructive);
  if (children === undefined) classes.push(styles.square);
  if (className) classes.push(className);
  return (
    <button
      type="button"
      {...rest}
      className={classes.join(" ")}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
    >
      {icon && <Icon name={icon} size={children === undefined ? 16 : 14} />}
      {children}
      {shortcut && <kbd className={styles.key}>{shortcut}</kbd>}
    </button>
  );
}
