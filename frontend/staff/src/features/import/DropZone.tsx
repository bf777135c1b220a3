import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../ui/icon/Icon";
import styles from "./import.module.css";

export const WORKBOOKS = ".xlsx,.xls,.ods,.csv";
export const MEGABYTE = 1024 * 1024;
export const MOST_BYTES = 50 * MEGABYTE;

/** A workbook, dropped or chosen. */
export function DropZone({
  label,
  file,
  onFile,
}: {
  label: string;
  file: File | null;
  onFile(file: File | null): void;
}) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped) onFile(dropped);
  };
  return (
    <>
      <button
        type="button"
        className={styles.drop}
        data-over={over || undefined}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Icon name="import" size={20} />
        {file ? (
          <span>
            <b>{file.name}</b>{" "}
            <span className="ink-3">{t("import:size", { size: (file.size / MEGABYTE).toFixed(2) })}</span>
          </span>
        ) : (
          <span>{t("import:drop")}</span>
        )}
      </button>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        aria-label={label}
        accept={WORKBOOKS}
        tabIndex={-1}
        onChange={(event) => onFile(event.target.files?.[0] ?? null)}
      />
    </>
  );
}
