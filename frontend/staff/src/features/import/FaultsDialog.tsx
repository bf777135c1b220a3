import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@unionhome/client";
import { correctImport } from "@unionhome/client/imports";
import type { ImportFault, ImportOut } from "@unionhome/client/model";
import { count, MISSING } from "@unionhome/words";
import { AutoComplete } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { Dialog } from "../../ui/dialog/Dialog";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { importFaults } from "./data";
import styles from "./import.module.css";

interface FaultsDialogProps {
  imported: ImportOut;
  onClose(): void;
  onBegun(): void;
}

/** The mistakes by their kind, most frequent first: the same text in many rows is mended by one rule. */
export function FaultsDialog({ imported, onClose, onBegun }: FaultsDialogProps) {
  const { t } = useTranslation();
  const faults = useQuery({ ...importFaults(imported.id), staleTime: 0 });
  const [problem, setProblem] = useState<unknown>();

  async function correct(fault: ImportFault, to: string) {
    setProblem(undefined);
    try {
      await correctImport(imported.id, { field: fault.field, from: fault.value ?? "", to }, ifMatch(imported));
      onClose();
      onBegun();
    } catch (error) {
      setProblem(error);
    }
  }

  return (
    <Dialog title={t("import:faults.title")} width={840} onClose={onClose}>
      {(problem ?? faults.error) != null && <ProblemStrip boxed problem={problem ?? faults.error} />}
      <p className="ink-2">{t("import:faults.lead")}</p>
      <div className={styles.faults}>
        <table aria-label={t("import:faults.title")}>
          <thead>
            <tr>
              <th>{t("import:faults.column")}</th>
              <th>{t("import:faults.value")}</th>
              <th>{t("import:faults.rows")}</th>
              <th>{t("import:faults.to")}</th>
            </tr>
          </thead>
          <tbody>
            {faults.data?.items.map((fault) => (
              <Fault
                key={`${fault.field} ${fault.code} ${fault.value}`}
                fault={fault}
                choices={imported.fields.find((field) => field.field === fault.field)?.choices ?? []}
                onCorrect={(to) => void correct(fault, to)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  );
}

interface FaultProps {
  fault: ImportFault;
  choices: readonly string[];
  onCorrect(to: string): void;
}

function Fault({ fault, choices, onCorrect }: FaultProps) {
  const { t } = useTranslation();
  const [to, setTo] = useState("");
  return (
    <tr>
      <td>{fault.title || MISSING}</td>
      <td title={fault.detail}>
        <div>{fault.value || MISSING}</div>
        <div className="note ink-3">{fault.detail}</div>
      </td>
      <td>{count(fault.rows)}</td>
      <td>
        {fault.correctable ? (
          <span className={styles.rule}>
            <AutoComplete
              size="small"
              className={styles.choice}
              aria-label={t("import:faults.to_what", { value: fault.value })}
              value={to}
              options={choices.map((choice) => ({ value: choice }))}
              onChange={setTo}
            />
            <Button disabled={to.trim() === fault.value} onClick={() => onCorrect(to)}>
              {t("import:faults.correct")}
            </Button>
          </span>
        ) : (
          <span className="ink-3">{t("import:faults.singly")}</span>
        )}
      </td>
    </tr>
  );
}
