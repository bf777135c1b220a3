import { type HTMLInputTypeAttribute, type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../icon/Icon";
import styles from "./TextField.module.css";

export interface TextFieldProps {
  label: string;
  /** At the right end of the label: 忘记密码. */
  aside?: ReactNode;
  value: string;
  onChange(value: string): void;
  /** Hidden letters with an eye to show them. */
  secret?: boolean;
  type?: HTMLInputTypeAttribute;
  autoComplete?: string;
  inputMode?: "text" | "numeric";
  maxLength?: number;
  placeholder?: string;
  error?: string;
  hint?: string;
  autoFocus?: boolean;
  size?: 32 | 40;
}

/** A plain text field with its label above, for the few forms that are not a `FormSheet`. */
export function TextField({
  label,
  aside,
  value,
  onChange,
  secret,
  type = "text",
  error,
  hint,
  size = 32,
  autoFocus,
  ...rest
}: TextFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.field}>
      <div className={styles.label}>
        <label htmlFor={id}>{label}</label>
        {aside}
      </div>
      <div className={`${styles.box} ${size === 40 ? styles.tall : ""} ${error ? styles.wrong : ""}`}>
        <input
          {...rest}
          id={id}
          type={secret && !open ? "password" : type}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          aria-invalid={error ? true : undefined}
          aria-describedby={error || hint ? `${id}-note` : undefined}
          // biome-ignore lint/a11y/noAutofocus: only where the page or dialog consists of this form
          autoFocus={autoFocus}
        />
        {secret && (
          <button
            type="button"
            aria-label={t(open ? "ui:field.hide" : "ui:field.show")}
            aria-pressed={open}
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? "eyeOff" : "eye"} />
          </button>
        )}
      </div>
      {(error || hint) && (
        <p id={`${id}-note`} className={error ? styles.error : styles.hint}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
