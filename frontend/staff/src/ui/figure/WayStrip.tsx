import styles from "./WayStrip.module.css";

export interface WayPart {
  key: string;
  label: string;
  /** How long it lies there. */
  length: number;
  text: string;
}

interface WayStripProps {
  parts: readonly WayPart[];
  label: string;
}

/** The steps of a way one after the other, each as wide as it is long; the longest stands out. */
export function WayStrip({ parts, label }: WayStripProps) {
  const whole = parts.reduce((sum, part) => sum + part.length, 0) || 1;
  const longest = Math.max(...parts.map((part) => part.length));
  return (
    <ol className={styles.strip} aria-label={label}>
      {parts.map((part) => (
        <li
          key={part.key}
          style={{ flexGrow: Math.max(part.length, whole / 40) }}
          data-longest={(longest > 0 && part.length === longest) || undefined}
          title={`${part.label} ${part.text}`}
        >
          <span>{part.label}</span>
          <b>{part.text}</b>
        </li>
      ))}
    </ol>
  );
}
