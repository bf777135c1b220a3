import styles from "./Meter.module.css";

export interface MeterProps {
  /** 0…1; beyond 1 it stays full and turns green. */
  part: number;
  /** Where time stands, 0…1: a black tick. */
  tick?: number;
  /** Below it the bar is amber. */
  lowBelow?: number;
  label: string;
  width?: number;
}

export function Meter({ part, tick, lowBelow, label, width }: MeterProps) {
  const state = part >= 1 ? styles.full : lowBelow !== undefined && part < lowBelow ? styles.low : "";
  return (
    <span
      className={`${styles.meter} ${state}`}
      style={{ width }}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(part * 100)}
    >
      <i style={{ width: `${Math.min(1, part) * 100}%` }} />
      {tick !== undefined && <u style={{ left: `${tick * 100}%` }} />}
    </span>
  );
}
