import { ConfigProvider } from "antd";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button/Button";
import styles from "./Dialog.module.css";

export interface DialogProps {
  title: ReactNode;
  onClose(): void;
  /** Buttons, the destructive one first. */
  foot?: ReactNode;
  width?: number;
  children: ReactNode;
}

/** The browser's own modal dialog: it holds the focus, dims the page and closes on Esc by itself. */
export function Dialog({ title, onClose, foot, width = 440, children }: DialogProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    // The first field, else the first answer; not the × that the browser would choose.
    const first = dialog?.querySelector<HTMLElement>("[data-first]:enabled");
    const usual = "[data-body] :is(input,select,textarea,button):enabled, footer button:enabled";
    (first ?? dialog?.querySelector<HTMLElement>(usual))?.focus();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={box}
      className={styles.dialog}
      style={{ width }}
      aria-labelledby="dialog-title"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {/* Options and calendars must open inside, or the dimmed page would swallow their clicks. */}
      <ConfigProvider getPopupContainer={() => box.current ?? document.body}>
        <header className={styles.head}>
          <h2 id="dialog-title">{title}</h2>
          <Button kind="text" icon="close" aria-label={t("ui:close")} onClick={onClose} />
        </header>
        <div className={styles.body} data-body>
          {children}
        </div>
        {foot && <footer className={styles.foot}>{foot}</footer>}
      </ConfigProvider>
    </dialog>
  );
}
