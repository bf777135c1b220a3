import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../ui/icon/Icon";
import styles from "./OfflineStrip.module.css";

const subscribe = (listener: () => void) => {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
};

/** Says that the network is gone, and that work is safe. */
export function OfflineStrip() {
  const { t } = useTranslation();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  if (online) return null;
  return (
    <p className={styles.strip} role="status">
      <Icon name="alert" /> {t("app:offline")}
    </p>
  );
}
