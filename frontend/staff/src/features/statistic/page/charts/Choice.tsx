import styles from "../../statistic.module.css";

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  all: readonly T[];
  word(value: T): string;
  onPick(value: T): void;
}

/** What a chart shows, chosen in its heading. */
export function Choice<T extends string>({ label, value, all, word, onPick }: ChoiceProps<T>) {
  return (
    <select
      className={styles.choice}
      aria-label={label}
      value={value}
      onChange={(event) => onPick(event.target.value as T)}
    >
      {all.map((each) => (
        <option key={each} value={each}>
          {word(each)}
        </option>
      ))}
    </select>
  );
}
