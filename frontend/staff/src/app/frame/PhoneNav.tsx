import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import styles from "./PhoneNav.module.css";

interface PhoneNavProps {
  /** Organization and year, above the entries. */
  head: ReactNode;
  onClose(): void;
  children: ReactNode;
}

/** The navigation over the page. Whatever is chosen in it, Esc and a tap beside it close it. */
export function PhoneNav({ head, onClose, children }: PhoneNavProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => box.current?.showModal(), []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc is the dialog's own, and Enter on a link is a click
    <dialog
      ref={box}
      className={styles.over}
      aria-label={t("app:nav.label")}
      onClose={onClose}
      onClick={(event) => {
        const target = event.target as HTMLElement;
        if (target === box.current || target.closest("a")) box.current?.close();
      }}
    >
      <div className={styles.sheet}>
        <div className={styles.head}>{head}</div>
        {children}
      </div>
    </dialog>
  );
}
