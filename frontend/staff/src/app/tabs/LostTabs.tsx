import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { Icon } from "../../ui/icon/Icon";
import styles from "./LostTabs.module.css";
import type { TabStore } from "./TabStore";

/** Which tabs of before have closed because their page may no longer be seen, until that has been read. */
export function LostTabs({ store }: { store: TabStore }) {
  const { t } = useTranslation();
  const lost = useSyncExternalStore(store.subscribe, store.lost);
  if (lost.length === 0) return null;
  return (
    <p className={styles.strip} role="status">
      <Icon name="alert" />
      <span>{t("app:tabs.lost", { count: lost.length, titles: lost.join(t("ui:comma")) })}</span>
      <Button onClick={store.understood}>{t("app:tabs.understood")}</Button>
    </p>
  );
}
