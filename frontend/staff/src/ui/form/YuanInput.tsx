import { type AmountFault, readAmount, typedAmount, yuanInText } from "@unionhome/words";
import { Input } from "antd";
import { type ClipboardEvent, type CSSProperties, type KeyboardEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./YuanInput.module.css";

export interface YuanInputProps {
  id?: string;
  /** Fen. Fields of a form are given it by their form. */
  value?: number | null;
  onChange?(fen: number | null): void;
  /** Fen; more than this is not taken. */
  max?: number;
  /** Fen; less than this is said when the field is left. */
  min?: number;
  /** In the rows of a table: small, the unit is in the head, and Enter goes to the row below as in a spreadsheet. */
  cell?: boolean;
  disabled?: boolean;
  placeholder?: string;
  style?: CSSProperties;
  onBlur?(): void;
  "aria-label"?: string;
  "aria-required"?: boolean;
  "aria-invalid"?: boolean;
}

/** Ten thousand million yuan: the server takes no more of anything. */
const MOST = 1_000_000_000_000;

/**
 * Money, typed: fen outside, yuan with marks and two places inside. While it is typed into, the text stands as it was
 * typed, so that the caret stays; it is set in order when the field is left, at Enter and after a paste. What can be no
 * amount is not taken, and the field says what can.
 */
export function YuanInput(props: YuanInputProps) {
  const { value = null, onChange, max = MOST, min = 0, cell, onBlur, style, ...rest } = props;
  const { t } = useTranslation();
  const own = useId();
  const composing = useRef(false);
  const [typed, setTyped] = useState<{ text: string; fen: number | null } | null>(null);
  const [fault, setFault] = useState<AmountFault | "less" | null>(null);
  // An emptied field stays empty under a form that takes nothing for nought.
  const text = typed && (typed.fen ?? 0) === (value ?? 0) ? typed.text : typedAmount(value);

  function take(next: string, ordered = false): boolean {
    const read = readAmount(next);
    const wrong = read.fault ?? ((read.fen ?? 0) > max ? "large" : null);
    setFault(wrong);
    if (wrong) return false;
    const fen = read.fen ?? null;
    setTyped({ text: ordered ? typedAmount(fen) : next, fen });
    if (fen !== value) onChange?.(fen);
    return true;
  }

  function type(field: HTMLInputElement, next: string) {
    // An input method spells 万 in letters first: it is judged when it is done.
    if (composing.current) return setTyped({ text: next, fen: value });
    const lost = next.length - text.length;
    const caret = Math.max(0, (field.selectionStart ?? next.length) - Math.max(0, lost));
    // A refused letter leaves the caret where it was, not at the end.
    if (!take(next)) requestAnimationFrame(() => field.setSelectionRange(caret, caret));
  }

  function paste(event: ClipboardEvent<HTMLInputElement>) {
    const field = event.currentTarget;
    const [from, to] = [field.selectionStart ?? 0, field.selectionEnd ?? 0];
    const pasted = event.clipboardData.getData("text/plain").trim();
    // Into the middle of an amount it is typed; over all of it, it is an amount of its own.
    if (from !== 0 || to !== text.length) return;
    event.preventDefault();
    take(pasted, true);
  }

  function press(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key !== "Enter" || composing.current) return;
    leave();
    if (cell) {
      event.preventDefault();
      below(event.currentTarget, event.shiftKey ? "previousElementSibling" : "nextElementSibling")?.focus();
    }
  }

  function leave() {
    setTyped(null);
    setFault(value !== null && value < min ? "less" : null);
  }

  return (
    <span className={styles.box} style={style}>
      <Input
        {...rest}
        size={cell ? "small" : undefined}
        inputMode="decimal"
        autoComplete="off"
        value={text}
        suffix={cell ? undefined : t("ui:yuan.unit")}
        status={fault ? "error" : undefined}
        aria-invalid={fault ? true : rest["aria-invalid"]}
        aria-describedby={fault ? `${own}-note` : undefined}
        onChange={(event) => type(event.target, event.target.value)}
        onPaste={paste}
        onKeyDown={press}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          if (!take(event.currentTarget.value)) setTyped(null);
        }}
        onBlur={() => {
          leave();
          onBlur?.();
        }}
      />
      {fault && (
        <span id={`${own}-note`} className={styles.note} role="alert">
          {t(`ui:yuan.${fault}`, { most: yuanInText(max), least: yuanInText(min) })}
        </span>
      )}
    </span>
  );
}

/** The amount in the same table one row further, past rows that cannot be typed into. */
function below(field: HTMLElement, way: "nextElementSibling" | "previousElementSibling"): HTMLElement | null {
  for (let row = field.closest("tr")?.[way]; row; row = row[way]) {
    const found = row.querySelector<HTMLElement>('input[inputmode="decimal"]:not(:disabled)');
    if (found) return found;
  }
  return null;
}
