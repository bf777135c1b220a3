import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../ui/dialog/Dialog";
import { type KeyHelp, keyCaps, useKey, useKeyBoard } from "../../ui/keys/keys";
import styles from "./KeySheet.module.css";

/** ? lists the keys that do something on the visible page, and lets single letters be switched off. */
export function KeySheet() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { list, singleKeys, setSingleKeys } = useKeyBoard();
  useKey("?", t("app:keys.open"), () => setOpen(true));
  if (!open) return null;
  return (
    <Dialog title={t("app:keys.title")} width={480} onClose={() => setOpen(false)}>
      <dl className={styles.list}>
        {unique(list).map(({ keys, label }) => (
          <div key={`${keys} ${label}`}>
            <dt>
              {keyCaps(keys).map((cap) => (
                <kbd key={cap}>{cap}</kbd>
              ))}
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      <label className={styles.switch}>
        <input type="checkbox" checked={singleKeys} onChange={(event) => setSingleKeys(event.target.checked)} />
        {t("app:keys.single")}
      </label>
    </Dialog>
  );
}

/** Two parts may offer the same key under the same name. */
function unique(list: readonly KeyHelp[]): KeyHelp[] {
  return [...new Map(list.map((one) => [`${one.keys} ${one.label}`, one])).values()];
}
