import { useQueryClient } from "@tanstack/react-query";
import type { TargetBatchOut, TargetBoard, TargetMeasure } from "@unionhome/client/model";
import { setTargets } from "@unionhome/client/targets";
import { count, MISSING } from "@unionhome/words";
import { type ClipboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { DateField } from "../../../ui/form/DateField";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { isRate, TARGETS, written } from "../data";
import styles from "../target.module.css";
import { changesOf, rowsOf, splitOf, usualOf } from "./changes";
import { cellKey, pasted, readCells, type Typed } from "./paste";
import { Left, unitOf } from "./Sheet";

interface EditSheetProps {
  board: TargetBoard;
  onClose(): void;
}

/** The sheet to write: a field per union and measure, filled by typing, by the customs, or pasted from a spreadsheet. */
export function EditSheet({ board, onClose }: EditSheetProps) {
  const { t } = useTranslation();
  const measures = useDictionary("target_measure");
  const queries = useQueryClient();
  const [typed, setTyped] = useState<Typed>({});
  const [dueOn, setDueOn] = useState<string | null>(null);
  const [once, setOnce] = useState(newOnceKey);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [result, setResult] = useState<TargetBatchOut>();
  const rows = rowsOf(board);
  const columns = board.own.cells.map((cell) => cell.measure);
  const { drafts, wrong } = changesOf(board, typed, dueOn);
  const names = new Map(rows.map((row) => [row.organization_id, row.organization_name]));

  function paste(event: ClipboardEvent, at: { row: number; column: number }) {
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
    event.preventDefault();
    const sheet = { orgs: rows.map((row) => row.organization_id), measures: columns };
    setTyped(pasted(typed, readCells(text), sheet, at));
  }

  async function save() {
    setBusy(true);
    setProblem(undefined);
    try {
      const done = await setTargets({ year: board.year, items: drafts }, { idempotencyKey: once });
      await queries.invalidateQueries({ queryKey: [TARGETS] });
      setOnce(newOnceKey());
      if (done.failed === 0) onClose();
      else setResult(done);
    } catch (refused) {
      setProblem(refused);
    }
    setBusy(false);
  }

  return (
    <>
      <div className={styles.tools}>
        <Button onClick={() => setTyped(usualOf(board, typed))}>{t("target:edit.usual")}</Button>
        <label className={styles.due} htmlFor="targets-due">
          <span>{t("target:edit.due_on")}</span>
          <DateField
            id="targets-due"
            value={dueOn}
            onChange={setDueOn}
            min={`${board.year}-01-01`}
            max={`${board.year}-12-31`}
          />
        </label>
        <span className="ink-3 small">{t("target:edit.hint")}</span>
        <span className={styles.verbs}>
          {wrong.size > 0 && <span className="bad small">{t("target:edit.wrong", { n: wrong.size })}</span>}
          <Button onClick={onClose}>{t("target:edit.leave")}</Button>
          <Button kind="main" busy={busy} disabled={drafts.length === 0 || wrong.size > 0} onClick={() => void save()}>
            {t("target:edit.save", { n: drafts.length })}
          </Button>
        </span>
      </div>
      {problem !== undefined && <ProblemStrip problem={problem} />}
      {result && <Refused result={result} names={names} label={measures.label} />}
      <table className={styles.sheet} aria-label={t("target:edit.verb")}>
        <thead>
          <tr>
            <th scope="col">{t("target:column.union")}</th>
            {columns.map((measure) => (
              <th key={measure} scope="col">
                {measures.label(measure)} ({t(isRate(measure) ? "target:unit.percent" : unitOf(measure))})
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.organization_id}>
              <th scope="row" translate="no">
                {row.organization_name}
              </th>
              {row.cells.map((cell, column) => {
                const key = cellKey(row.organization_id, cell.measure);
                return (
                  <td key={cell.measure}>
                    <input
                      className={styles.field}
                      inputMode="decimal"
                      aria-label={`${row.organization_name} ${measures.label(cell.measure)}`}
                      aria-invalid={wrong.has(key) || undefined}
                      value={typed[key] ?? (cell.target === null ? "" : String(cell.target))}
                      placeholder={cell.usual === null ? "" : String(cell.usual)}
                      title={t("target:edit.actual", { n: written(cell.actual, cell.measure) })}
                      onChange={(event) => setTyped({ ...typed, [key]: event.target.value })}
                      onPaste={(event) => paste(event, { row: at, column })}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("target:column.below")}</th>
            {columns.map((measure) => (
              <td key={measure}>
                <Split board={board} typed={typed} measure={measure} />
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </>
  );
}

function Split({ board, typed, measure }: { board: TargetBoard; typed: Typed; measure: TargetMeasure }) {
  const own = board.sums.find((one) => one.measure === measure);
  const below = own ? splitOf(board, typed, measure) : null;
  if (!own || below === null) return MISSING;
  return (
    <>
      {count(below)}
      {own.own !== null && <Left left={own.own - below} />}
    </>
  );
}

interface RefusedProps {
  result: TargetBatchOut;
  names: ReadonlyMap<string, string>;
  label(measure: string): string;
}

/** What was saved, and each cell that was not, with its reason. */
function Refused({ result, names, label }: RefusedProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.refused} role="alert">
      <p>{t("target:edit.result", { done: result.succeeded, of: result.total })}</p>
      <ul>
        {result.items
          .filter((item) => item.problem !== null)
          .map((item) => (
            <li key={item.index}>
              <span translate="no">{names.get(item.organization_id)}</span> {label(item.measure)}:{" "}
              {item.problem?.detail}
            </li>
          ))}
      </ul>
    </div>
  );
}
