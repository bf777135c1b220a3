import { ifMatch } from "@unionhome/client";
import { mendImportRow } from "@unionhome/client/imports";
import type { ImportField, ImportOut, ImportRowOut } from "@unionhome/client/model";
import { AutoComplete, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { Labelled } from "../../ui/form/Labelled";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { Drawer } from "../../ui/table/Drawer";
import { stepOf } from "./data";
import styles from "./import.module.css";
import { changed } from "./rowColumns";

interface RowDrawerProps {
  imported: ImportOut;
  row: ImportRowOut;
  onBack?: () => void;
  onNext?: () => void;
  onClose(): void;
  onMended(): void;
}

const WRITTEN = ["imported", "updated", "undone"];

/** One row with all its cells: those at fault first. What is typed replaces the cell, and the row is judged anew. */
export function RowDrawer({ imported, row, onBack, onNext, onClose, onMended }: RowDrawerProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const mendable = stepOf(imported, "mend")?.allowed === true && !WRITTEN.includes(row.state);
  const faults = new Map(row.problems.map((one) => [one.field, one.detail]));
  const columns = imported.columns.flatMap((column) => column.field ?? []);
  const fields = imported.fields.filter((field) => columns.includes(field.field));
  const ordered = [...fields].sort((a, b) => Number(faults.has(b.field)) - Number(faults.has(a.field)));

  async function mend() {
    setBusy(true);
    setProblem(undefined);
    try {
      await mendImportRow(imported.id, row.id, { cells: typed }, ifMatch(row));
      onMended();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  }

  return (
    <Drawer
      title={t("import:row.title", { line: row.line })}
      onBack={onBack}
      onNext={onNext}
      onClose={onClose}
      foot={
        mendable && (
          <Button size={32} kind="main" busy={busy} disabled={Object.keys(typed).length === 0} onClick={mend}>
            {t("import:row.mend")}
          </Button>
        )
      }
    >
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      {row.changes.map((one) => (
        <p key={one.field}>{changed(t, one)}</p>
      ))}
      {row.problems
        .filter((one) => !columns.includes(one.field))
        .map((one) => (
          <p key={one.code} className={styles.fault}>
            {one.detail}
          </p>
        ))}
      <div className={styles.cells}>
        {ordered.map((field) => (
          <Cell
            key={field.field}
            field={field}
            value={row.fields.find((one) => one.field === field.field)?.value ?? ""}
            typed={typed[field.field]}
            fault={faults.get(field.field)}
            readOnly={!mendable}
            onType={(text) => setTyped({ ...typed, [field.field]: text })}
          />
        ))}
      </div>
    </Drawer>
  );
}

interface CellProps {
  field: ImportField;
  value: string;
  typed: string | undefined;
  fault: string | undefined;
  readOnly: boolean;
  onType(text: string): void;
}

/** A cell. What is sealed is shown masked and typed anew; words that a column takes are offered. */
function Cell({ field, value, typed, fault, readOnly, onType }: CellProps) {
  const { t } = useTranslation();
  const status = fault ? "error" : undefined;
  const hint = field.secret && value !== "" ? t("import:row.type_anew", { value }) : undefined;
  return (
    <div>
      <Labelled label={field.label}>
        {(id) =>
          readOnly ? (
            <output id={id}>{value}</output>
          ) : field.choices.length > 0 ? (
            <AutoComplete
              id={id}
              size="small"
              status={status}
              value={typed ?? value}
              options={field.choices.map((choice) => ({ value: choice }))}
              onChange={onType}
            />
          ) : (
            <Input
              id={id}
              size="small"
              maxLength={500}
              status={status}
              value={typed ?? (field.secret ? "" : value)}
              placeholder={hint}
              onChange={(event) => onType(event.target.value)}
            />
          )
        }
      </Labelled>
      {fault && <p className={styles.fault}>{fault}</p>}
    </div>
  );
}
