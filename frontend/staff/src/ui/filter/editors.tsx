import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button/Button";
import { DateRangeField } from "../form/DateField";
import styles from "./editors.module.css";

export interface Choice {
  value: string;
  label: string;
  /** How many match: helps to pick. */
  count?: string;
}

/** Several of a list. Applied at once, so that the list behind answers. */
export function ChoiceEditor({
  choices,
  value,
  onChange,
}: {
  choices: readonly Choice[];
  value: readonly string[];
  onChange(value: string[]): void;
}) {
  return (
    <ul className={styles.choices}>
      {choices.map((choice) => (
        <li key={choice.value}>
          <label>
            <input
              type="checkbox"
              checked={value.includes(choice.value)}
              onChange={(event) =>
                onChange(event.target.checked ? [...value, choice.value] : value.filter((one) => one !== choice.value))
              }
            />
            <span>{choice.label}</span>
            {choice.count && <i>{choice.count}</i>}
          </label>
        </li>
      ))}
    </ul>
  );
}

export interface Bounds {
  from?: string;
  to?: string;
}

/** From and to, either end open: ages, amounts. */
export function NumberRangeEditor({ value, onChange }: { value: Bounds; onChange(value: Bounds): void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const field = (end: "from" | "to") => (
    <input
      type="text"
      inputMode="numeric"
      aria-label={t(`ui:range.${end}`)}
      value={typed[end] ?? ""}
      onChange={(event) => setTyped({ ...typed, [end]: event.target.value.replace(/\D/g, "") || undefined })}
    />
  );
  return (
    <form
      className={styles.range}
      onSubmit={(event) => {
        event.preventDefault();
        onChange(typed);
      }}
    >
      {field("from")} ~ {field("to")}
      <Button type="submit">{t("ui:filter.apply")}</Button>
    </form>
  );
}

/** Two plain dates, either end open. */
export function DateRangeEditor({ value, onChange }: { value: Bounds; onChange(value: Bounds): void }) {
  return (
    <div className={styles.range}>
      <DateRangeField value={value} onChange={onChange} />
    </div>
  );
}
