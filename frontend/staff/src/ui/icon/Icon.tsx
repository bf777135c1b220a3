import styles from "./Icon.module.css";
import { PATHS } from "./paths";

export type IconName = keyof typeof PATHS;

export interface IconProps {
  name: IconName;
  /** 16 beside text of 14, 14 beside text of 13, 12 in table heads. */
  size?: 12 | 14 | 16 | 20;
  /** Spoken name when the icon stands alone; beside a word it is decoration. */
  label?: string;
}

export function Icon({ name, size = 16, label }: IconProps) {
  return (
    <svg
      className={styles.icon}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      data-icon={name}
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
