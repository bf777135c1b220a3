import { ifMatch } from "@unionhome/client";
import type { VisitItem, VisitPlanOut, VisitTeamOut } from "@unionhome/client/model";
import { arrangeVisits } from "@unionhome/client/visits";
import { count, yuan } from "@unionhome/words";
import { type ClipboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import { VISIT_MARK } from "../data";
import styles from "../visit.module.css";
import {
  type Column,
  differs,
  draftOf,
  faultsOf,
  isAmount,
  ordered,
  pasted,
  type Row,
  readBlock,
  rowOf,
  TYPED,
  type Typed,
} from "./cells";
import type { Unsaved } from "./edits";

interface GridProps {
  plan: VisitPlanOut;
  stops: readonly VisitItem[];
  unsaved: Unsaved;
  onChanged(plan: VisitPlanOut): void;
}

/** The 慰问安排表 as a grid: a table for each team, typed into or pasted from a spreadsheet, saved all at once. */
export function Grid({ plan, stops, unsaved, onChanged }: GridProps) {
  const { t } = useTranslation();
  const { typed, gone, changed } = unsaved;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const writes = plan.steps.some((one) => one.step === "edit" && one.allowed);
  const wrong = changed.filter((stop) => faultsOf(typed[stop.id] ?? rowOf(stop)).length > 0);

  async function save() {
    setBusy(true);
    setProblem(undefined);
    try {
      const visits = changed.map((stop) => draftOf(stop, typed[stop.id] ?? rowOf(stop)));
      const after = await arrangeVisits(plan.id, { visits, removed: [...gone] }, ifMatch(plan));
      unsaved.discard();
      onChanged(after);
    } catch (refused) {
      setProblem(refused);
    }
    setBusy(false);
  }

  return (
    <>
      {problem !== undefined && <ProblemStrip problem={problem} />}
      <table className={styles.grid}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" data-column={column}>
                {t(`visit:column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        {plan.teams.map((team) => (
          <Team
            key={team.id}
            team={team}
            plan={plan}
            stops={stops.filter((stop) => stop.team_id === team.id && !gone.includes(stop.id))}
            typed={typed}
            writes={writes}
            onType={unsaved.type}
            onRemove={unsaved.remove}
          />
        ))}
      </table>
      {unsaved.count > 0 && (
        <div className={styles.save}>
          {wrong.length > 0 && <span className="bad small">{t("visit:grid.wrong", { n: wrong.length })}</span>}
          <Button onClick={unsaved.discard}>{t("visit:grid.discard")}</Button>
          <Button kind="main" busy={busy} disabled={wrong.length > 0} onClick={() => void save()}>
            {t("visit:grid.save", { n: unsaved.count })}
          </Button>
        </div>
      )}
    </>
  );
}

const COLUMNS = ["number", "name", "unit", "kind", ...TYPED, "team", "status"] as const;

interface TeamProps {
  plan: VisitPlanOut;
  team: VisitTeamOut;
  stops: readonly VisitItem[];
  typed: Typed;
  writes: boolean;
  onType(next: Typed): void;
  onRemove(id: string): void;
}

function Team({ plan, team, stops, typed, writes, onType, onRemove }: TeamProps) {
  const { t } = useTranslation();
  const kinds = useDictionary("visit_kind");
  const outcomes = useDictionary("visit_status");
  const led = team.leaders.map((one) => `${one.name} ${one.post}`.trim()).join(t("ui:comma"));
  const paste = (event: ClipboardEvent, row: number, column: Column) => {
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
    event.preventDefault();
    onType(pasted(typed, readBlock(text), stops, { row, column }));
  };
  return (
    <tbody aria-label={team.name}>
      <tr className={styles.team}>
        <th colSpan={COLUMNS.length} scope="rowgroup">
          <b translate="no">{team.name}</b>
          {[
            t("visit:team.sums", { n: count(team.visits), cash: yuan(team.cash_fen), goods: yuan(team.goods_fen) }),
            led && t("visit:team.led", { names: led }),
            team.joining.length > 0 && t("visit:team.joined", { names: team.joining.join(t("ui:comma")) }),
            stops.length === 0 && t("visit:team.nobody"),
          ]
            .filter(Boolean)
            .map((said) => (
              <span key={String(said)}>{said}</span>
            ))}
        </th>
      </tr>
      {stops.map((stop, at) => {
        const row = typed[stop.id] ?? rowOf(stop);
        const faults = faultsOf(row);
        const open = writes && stop.status === "planned";
        const set = (change: Partial<Row>) => onType({ ...typed, [stop.id]: { ...row, ...change } });
        return (
          <tr key={stop.id} data-changed={differs(stop, row) || undefined}>
            <td className={styles.number}>{at + 1}</td>
            <th scope="row" translate="no">
              {stop.name}
            </th>
            <td className={styles.unit} title={stop.unit} translate="no">
              {stop.unit}
            </td>
            <td>
              {open ? (
                <select
                  aria-label={`${stop.name} ${t("visit:column.kind")}`}
                  value={row.kind}
                  onChange={(event) => set({ kind: event.target.value })}
                >
                  {kinds.choices.map((one) => (
                    <option key={one.value} value={one.value}>
                      {one.label}
                    </option>
                  ))}
                </select>
              ) : (
                kinds.label(stop.kind)
              )}
            </td>
            {TYPED.map((column) => (
              <td key={column} data-column={column}>
                {open && !(column === "cash" && stop.case_id) ? (
                  <input
                    aria-label={`${stop.name} ${t(`visit:column.${column}`)}`}
                    aria-invalid={faults.includes(column) || undefined}
                    inputMode={isAmount(column) ? "decimal" : undefined}
                    value={row[column]}
                    maxLength={200}
                    onChange={(event) => set({ [column]: event.target.value })}
                    onBlur={(event) => {
                      const text = ordered(column, event.target.value);
                      if (text !== row[column]) set({ [column]: text });
                    }}
                    onPaste={(event) => paste(event, at, column)}
                  />
                ) : (
                  row[column] || "—"
                )}
              </td>
            ))}
            <td>
              {open && plan.teams.length > 1 ? (
                <select
                  aria-label={`${stop.name} ${t("visit:column.team")}`}
                  value={row.team}
                  onChange={(event) => set({ team: event.target.value })}
                >
                  {plan.teams.map((one) => (
                    <option key={one.id} value={one.id}>
                      {one.name}
                    </option>
                  ))}
                </select>
              ) : (
                team.name
              )}
            </td>
            <td className={styles.outcome}>
              {stop.overdue ? (
                <Status mark="due">{t("visit:overdue")}</Status>
              ) : (
                <Status mark={VISIT_MARK[stop.status] ?? "waiting"}>{outcomes.label(stop.status)}</Status>
              )}
              {open && (
                <Button
                  kind="text"
                  icon="close"
                  aria-label={t("visit:grid.remove", { name: stop.name })}
                  onClick={() => onRemove(stop.id)}
                />
              )}
            </td>
          </tr>
        );
      })}
    </tbody>
  );
}
