import { ifMatch } from "@unionhome/client";
import { nameImportColumns } from "@unionhome/client/imports";
import type { ImportOut } from "@unionhome/client/model";
import { MISSING } from "@unionhome/words";
import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { stepOf } from "./data";
import styles from "./import.module.css";

interface ColumnsPanelProps {
  imported: ImportOut;
  onBegun(): void;
  /** Absent where nothing can be done before the columns are named. */
  onLeave?: () => void;
}

/** Each column of the file with a few of its values, and what it is: said once, remembered for the office. */
export function ColumnsPanel({ imported, onBegun, onLeave }: ColumnsPanelProps) {
  const { t } = useTranslation();
  const [named, setNamed] = useState<ReadonlyMap<number, string | null>>(
    () => new Map(imported.columns.map((column) => [column.position, column.field])),
  );
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const step = stepOf(imported, "name_columns");
  const taken = new Set([...named.values()].filter((field) => field !== null));
  const missing = imported.fields.filter((field) => field.required && !taken.has(field.field));

  async function check() {
    setBusy(true);
    setProblem(undefined);
    const columns = [...named].map(([position, field]) => ({ position, field }));
    try {
      await nameImportColumns(
        imported.id,
        { sheet: imported.sheet, ends: Math.max(1, imported.ends), columns },
        ifMatch(imported),
      );
      onBegun();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  }

  const name = (position: number, field: string | null) => {
    const next = new Map(named);
    // A field is taken from one column: chosen here, it is let go there.
    if (field !== null) for (const [other, had] of named) if (had === field) next.set(other, null);
    setNamed(next.set(position, field));
  };
  const options = imported.fields.map((field) => ({
    value: field.field,
    label: field.required ? t("import:columns.needed", { label: field.label }) : field.label,
  }));
  return (
    <>
      {problem !== undefined && <ProblemStrip problem={problem} />}
      <div className={styles.told}>
        <span>{t(missing.length > 0 ? "import:columns.lead" : "import:columns.lead_whole")}</span>
        <span className="ink-3">
          {t("import:columns.where", { sheet: imported.sheet || imported.file_name, line: imported.ends })}
        </span>
      </div>
      <div className={styles.columns}>
        <table aria-label={t("import:columns.title")}>
          <thead>
            <tr>
              <th>{t("import:columns.letter")}</th>
              <th>{t("import:columns.own")}</th>
              <th>{t("import:columns.samples")}</th>
              <th>{t("import:columns.is")}</th>
            </tr>
          </thead>
          <tbody>
            {imported.columns.map((column) => (
              <tr key={column.position}>
                <td className="ink-3">{column.column}</td>
                <td>{column.title || MISSING}</td>
                <td className="ink-2">{column.samples.join(t("import:semicolon")) || MISSING}</td>
                <td>
                  <Select
                    className={styles.choice}
                    size="small"
                    showSearch={{ optionFilterProp: "label" }}
                    allowClear
                    aria-label={t("import:columns.is_what", { title: column.title || column.column })}
                    placeholder={t("import:columns.unused")}
                    value={named.get(column.position) ?? undefined}
                    options={options}
                    onChange={(field?: string) => name(column.position, field ?? null)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <footer className={styles.foot}>
        <span className={missing.length > 0 ? styles.fault : "ink-2"}>
          {missing.length > 0
            ? t("import:columns.missing", { columns: missing.map((field) => field.label).join(t("import:and")) })
            : t("import:columns.remembered")}
        </span>
        {onLeave && (
          <Button size={32} onClick={onLeave}>
            {t("import:columns.leave")}
          </Button>
        )}
        <Button
          size={32}
          kind="main"
          busy={busy}
          disabled={missing.length > 0 || !step?.allowed}
          title={step?.reason ?? undefined}
          onClick={check}
        >
          {t("import:columns.check")}
        </Button>
      </footer>
    </>
  );
}
