import type { ReportCell } from "@unionhome/client/model";
import { count } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import styles from "../report.module.css";

interface CellProps {
  cell: ReportCell | undefined;
  label: string;
  /** What is typed over it; undefined while nothing is. */
  text: string | undefined;
  wrong: boolean;
  fillable: boolean;
  onType(text: string): void;
}

/** One number of a report: to read, or a field; a figure that somebody wrote over is marked and tells what it was. */
export function Cell({ cell, label, text, wrong, fillable, onType }: CellProps) {
  const { t } = useTranslation();
  const remarks = useDictionary("remark");
  if (!cell) return null;
  const told = [
    cell.written && cell.computed !== null && t("report:cell.computed", { n: count(cell.computed) }),
    cell.reason && t("report:cell.reason", { reason: cell.reason, name: cell.by_name }),
    cell.remark && remarks.label(cell.remark),
  ]
    .filter(Boolean)
    .join("\n");
  const marked = cell.written && cell.computed !== null;
  if (!fillable)
    return (
      <span title={told || undefined} className={marked ? styles.over : undefined}>
        {cell.value === null ? "" : count(cell.value)}
        {cell.remark && <sup>*</sup>}
      </span>
    );
  return (
    <input
      className={`${styles.field} ${marked ? styles.over : ""}`}
      inputMode="numeric"
      aria-label={label}
      aria-invalid={wrong || undefined}
      title={told || undefined}
      value={text ?? (cell.value === null ? "" : String(cell.value))}
      onChange={(event) => onType(event.target.value)}
    />
  );
}
