import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button/Button";
import { useKey } from "../keys/keys";
import styles from "./Drawer.module.css";

export interface DrawerProps {
  title: ReactNode;
  marks?: ReactNode;
  /** "第 4 / 3,412 人" */
  place?: ReactNode;
  onBack?: () => void;
  onNext?: () => void;
  onClose(): void;
  foot?: ReactNode;
  children: ReactNode;
}

/** A quick look at one record without leaving the list. ← → walk the list, Esc closes. */
export function Drawer({ title, marks, place, onBack, onNext, onClose, foot, children }: DrawerProps) {
  const { t } = useTranslation();
  useKey("escape", t("ui:close"), onClose);
  useKey("left", t("ui:drawer.back"), () => onBack?.(), { enabled: onBack !== undefined });
  useKey("right", t("ui:drawer.next"), () => onNext?.(), { enabled: onNext !== undefined });
  return (
    <aside className={styles.drawer}>
      <header className={styles.head}>
        <h2 className="cut">{title}</h2>
        {marks}
        <span className={styles.place}>{place}</span>
        <Button icon="left" aria-label={t("ui:drawer.back")} disabled={!onBack} onClick={onBack} />
        <Button icon="right" aria-label={t("ui:drawer.next")} disabled={!onNext} onClick={onNext} />
        <Button kind="text" icon="close" aria-label={t("ui:close")} onClick={onClose} />
      </header>
      <div className={styles.body}>{children}</div>
      {foot && <footer className={styles.foot}>{foot}</footer>}
    </aside>
  );
}
