import { Link } from "@tanstack/react-router";
import type { ImportRowOut, RowChange } from "@unionhome/client/model";
import { MISSING } from "@unionhome/words";
import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "../../ui/table/columns";
import type { RowList } from "./Counts";
import styles from "./import.module.css";
import type { RegisterShape } from "./registers";

/** Verdicts on rows that say something about a record that is there. */
const DIFFERING: readonly RowList[] = ["changed", "updated"];
const QUIET: readonly RowList[] = ["new", "imported", "unchanged", "undone", ...DIFFERING];

export function useRowColumns(shape: RegisterShape, state: RowList): readonly Column<ImportRowOut>[] {
  const { t } = useTranslation();
  return useMemo(() => {
    const faulty = (row: ImportRowOut, field: string) => row.problems.some((problem) => problem.field === field);
    const cell = ({ field, title, width }: RegisterShape["columns"][number]): Column<ImportRowOut> => ({
      key: field,
      title: t(`import:field.${title ?? field}`),
      width,
      extra: DIFFERING.includes(state) && !shape.kept.includes(field),
      cell: (row) => {
        const value = row.fields.find((one) => one.field === field)?.value || MISSING;
        return faulty(row, field) ? <span className={styles.wrong}>{value}</span> : value;
      },
    });
    return [
      { key: "line", title: t("import:field.line"), width: 72, align: "end", lead: true, cell: (row) => row.line },
      ...shape.columns.map(cell),
      {
        key: "organization",
        title: t("import:field.organization"),
        width: state === "wrong" || state === "kept" || DIFFERING.includes(state) ? 160 : undefined,
        min: 160,
        cell: (row) => <span className="ink-2">{row.organization_name ?? MISSING}</span>,
      },
      {
        key: "changes",
        title: t("import:field.changes"),
        min: 240,
        extra: !DIFFERING.includes(state),
        cell: (row) => <span>{row.changes.map((one) => changed(t, one)).join(t("import:semicolon"))}</span>,
      },
      {
        key: "problems",
        title: t(state === "kept" ? "import:field.kept_because" : "import:field.problems"),
        min: 240,
        extra: QUIET.includes(state),
        cell: (row) => <Problems row={row} shape={shape} />,
      },
    ];
  }, [t, shape, state]);
}

/** "学历：大学专科 → 大学本科"; of what is sealed only that it changes. */
export function changed(t: TFunction, { label, before, after, hidden }: RowChange): string {
  if (hidden) return t("import:change_hidden", { label });
  return t("import:change", { label, before: before ?? MISSING, after: after ?? MISSING });
}

/** "C 列 证件号码：校验位不对"; what is registered already is one click away. */
function Problems({ row, shape }: { row: ImportRowOut; shape: RegisterShape }) {
  const { t } = useTranslation();
  const words = row.problems.map((one) =>
    one.column ? t("import:problem", { column: one.column, title: one.title, detail: one.detail }) : one.detail,
  );
  return (
    <span title={words.join("\n")}>
      {row.record_id && shape.record && (
        <>
          <Link to={shape.record(row.record_id) as never}>{t("import:open_record")}</Link>&ensp;
        </>
      )}
      {words.join(t("import:semicolon")) || (row.record_id ? "" : MISSING)}
    </span>
  );
}
