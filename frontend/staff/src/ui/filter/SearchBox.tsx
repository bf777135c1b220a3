import { type Ref, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../icon/Icon";
import styles from "./SearchBox.module.css";

export interface SearchBoxProps {
  value: string;
  placeholder: string;
  /** Called when typing pauses, and at once on Enter. Not while a Chinese word is being composed. */
  onChange(value: string): void;
  wide?: boolean;
  /** The page sends "/" here: says so. */
  shortcut?: boolean;
  ref?: Ref<HTMLInputElement>;
}

export function SearchBox({ value, placeholder, onChange, wide, shortcut, ref }: SearchBoxProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const composing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function settle(next: string, ms: number) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(next.trim()), ms);
  }

  return (
    <span className={wide ? `${styles.box} ${styles.wide}` : styles.box}>
      <Icon name="search" size={14} />
      <input
        ref={ref}
        type="text"
        aria-label={placeholder}
        placeholder={placeholder}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          settle(event.currentTarget.value, 250);
        }}
        onChange={(event) => {
          setTyped(event.target.value);
          if (!composing.current) settle(event.target.value, 250);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !composing.current) settle(typed, 0);
          if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
      {typed ? (
        <button
          type="button"
          aria-label={t("ui:filter.clear_search")}
          onClick={() => {
            setTyped("");
            settle("", 0);
          }}
        >
          <Icon name="close" size={14} />
        </button>
      ) : (
        shortcut && <kbd>/</kbd>
      )}
    </span>
  );
}
