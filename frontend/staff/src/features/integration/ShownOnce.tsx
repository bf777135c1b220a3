import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { Dialog } from "../../ui/dialog/Dialog";
import styles from "./integration.module.css";

interface ShownOnceProps {
  title: string;
  lines: readonly { label: string; value: string }[];
  onClose(): void;
}

/** A secret, shown this once. Esc does not lose it: only the verb closes, and only when it was handed over. */
export function ShownOnce({ title, lines, onClose }: ShownOnceProps) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const [kept, setKept] = useState(false);
  async function copy() {
    await navigator.clipboard?.writeText(lines.map(({ label, value }) => `${label}: ${value}`).join("\n"));
    setCopied(true);
  }
  return (
    <Dialog
      title={title}
      width={520}
      onClose={() => kept && onClose()}
      foot={
        <>
          <Button size={32} icon="copy" onClick={() => void copy()}>
            {t(copied ? "integration:once.copied" : "integration:once.copy")}
          </Button>
          <Button size={32} kind="main" disabled={!kept} onClick={onClose}>
            {t("integration:once.close")}
          </Button>
        </>
      }
    >
      <p className="ink-2">{t("integration:once.why")}</p>
      {lines.map(({ label, value }) => (
        <div key={label}>
          <span className="small ink-2">{label}</span>
          <p className={styles.secret}>{value}</p>
        </div>
      ))}
      <label className={styles.handed}>
        <input type="checkbox" checked={kept} onChange={(event) => setKept(event.target.checked)} />
        {t("integration:once.kept")}
      </label>
    </Dialog>
  );
}
