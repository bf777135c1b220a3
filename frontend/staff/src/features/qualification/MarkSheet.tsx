import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { QualificationBatchOut, QualificationRow, QualificationSheet } from "@unionhome/client/model";
import { judgeUnions } from "@unionhome/client/qualifications";
import { count, moment, percent } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { newOnceKey } from "../../ui/page/once";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { Status } from "../../ui/status/Status";
import { Empty } from "../../ui/table/Empty";
import { draftsOf, marksOf, QUALIFICATIONS, type Ticked, toggled, toggledForAll } from "./data";
import styles from "./qualification.module.css";

interface MarkSheetProps {
  sheet: QualificationSheet;
  /** The name of the union for which the caller judges. */
  judge: string;
  onEnter(org: string): void;
}

/** A row per union and a box per criterion; a head gives its criterion to everybody. Nothing is kept before saving. */
export function MarkSheet({ sheet, judge, onEnter }: MarkSheetProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [ticked, setTicked] = useState<Ticked>({});
  const [once, setOnce] = useState(newOnceKey);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [result, setResult] = useState<QualificationBatchOut>();
  const rows = [...(sheet.own.judged ? [sheet.own] : []), ...sheet.items];
  const criteria = sheet.standard.criteria;
  const drafts = draftsOf(rows, ticked, judge);
  const may = rows.some((row) => row.reason === null);

  async function save() {
    setBusy(true);
    setProblem(undefined);
    setResult(undefined);
    try {
      const done = await judgeUnions({ year: sheet.year, items: drafts }, { idempotencyKey: once });
      await queries.invalidateQueries({ queryKey: [QUALIFICATIONS] });
      setOnce(newOnceKey());
      setTicked({});
      if (done.failed > 0) setResult(done);
    } catch (refused) {
      setProblem(refused);
    }
    setBusy(false);
  }

  if (rows.length === 0) return <Empty>{t("qualification:nothing_below")}</Empty>;
  return (
    <>
      {may && (
        <div className={styles.tools}>
          <span className="ink-3 small">{t("qualification:mark.hint", { n: criteria.length })}</span>
          <span className={styles.verbs}>
            <Button disabled={drafts.length === 0} onClick={() => setTicked({})}>
              {t("qualification:mark.leave")}
            </Button>
            <Button kind="main" busy={busy} disabled={drafts.length === 0} onClick={() => void save()}>
              {t("qualification:mark.save", { n: drafts.length })}
            </Button>
          </span>
        </div>
      )}
      {problem !== undefined && <ProblemStrip problem={problem} />}
      {result && <Refused result={result} rows={rows} />}
      <table className={styles.sheet} aria-label={t("qualification:nav")}>
        <thead>
          <tr>
            <th scope="col">{t("qualification:column.union")}</th>
            {(["qualified", "lacking", "rate"] as const).map((key) => (
              <th key={key} scope="col" className={styles.number}>
                {t(`qualification:column.${key}`)}
              </th>
            ))}
            {criteria.map((criterion, at) => (
              <th key={criterion} scope="col" className={styles.criterion}>
                {may ? (
                  <button
                    type="button"
                    title={t("qualification:mark.all")}
                    onClick={() => setTicked(toggledForAll(rows, ticked, at + 1))}
                  >
                    {criterion}
                  </button>
                ) : (
                  criterion
                )}
              </th>
            ))}
            <th scope="col">{t("qualification:column.result")}</th>
            <th scope="col">{t("qualification:column.by")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.organization_id}
              row={row}
              criteria={criteria}
              ticked={ticked}
              onTick={(mark) => setTicked(toggled(row, ticked, mark))}
              onConfirm={
                row.reason === null && row.version > 0 && row.from_organization_name !== judge
                  ? () => setTicked({ ...ticked, [row.organization_id]: row.marks })
                  : undefined
              }
              onEnter={row === sheet.own ? undefined : () => onEnter(row.organization_id)}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}

interface RowProps {
  row: QualificationRow;
  criteria: readonly string[];
  ticked: Ticked;
  onTick(mark: number): void;
  onConfirm?: () => void;
  onEnter?: () => void;
}

function Row({ row, criteria, ticked, onTick, onConfirm, onEnter }: RowProps) {
  const { t } = useTranslation();
  const marks = marksOf(row, ticked);
  const changed = ticked[row.organization_id] !== undefined;
  const judged = changed || row.version > 0;
  const holdsOthers = row.kind !== "base_union" && row.kind !== "joint_union" && row.kind !== "community_union";
  return (
    <tr data-changed={changed || undefined}>
      <th scope="row" translate="no">
        {onEnter && holdsOthers ? (
          <button type="button" className={styles.enter} onClick={onEnter}>
            {row.organization_name}
          </button>
        ) : (
          <Link to={"/organizations/$id" as never} params={{ id: row.organization_id } as never}>
            {row.organization_name}
          </Link>
        )}
      </th>
      {holdsOthers && row.basic.unions > 0 ? <Basic row={row} /> : <td colSpan={3} />}
      {criteria.map((criterion, at) => (
        <td key={criterion} className={styles.box}>
          {row.judged && (
            <input
              type="checkbox"
              aria-label={`${row.organization_name} ${criterion}`}
              checked={marks.includes(at + 1)}
              disabled={row.reason !== null}
              title={row.reason ?? undefined}
              onChange={() => onTick(at + 1)}
            />
          )}
        </td>
      ))}
      <td>{row.judged && <Outcome judged={judged} lacking={criteria.length - marks.length} />}</td>
      <td className="ink-2 small">
        {!changed && row.judged_at && (
          <>
            <span translate="no">{row.from_organization_name}</span> {moment(row.judged_at)}
          </>
        )}
        {!changed && onConfirm && (
          <Button kind="text" onClick={onConfirm}>
            {t("qualification:mark.confirm")}
          </Button>
        )}
      </td>
    </tr>
  );
}

/** In words, with the shape of a state: all, or how many are missing. */
export function Outcome({ judged, lacking }: { judged: boolean; lacking: number }) {
  const { t } = useTranslation();
  if (!judged) return <span className="ink-3">{t("qualification:result.none")}</span>;
  return (
    <Status mark={lacking <= 0 ? "done" : "due"}>
      {lacking <= 0 ? t("qualification:result.yes") : t("qualification:result.lacking", { n: lacking })}
    </Status>
  );
}

/** Of the basic unions inside: how many qualify and how many do not, each opening its list, and the share. */
function Basic({ row }: { row: QualificationRow }) {
  const { t } = useTranslation();
  const { unions, qualified } = row.basic;
  const list = (which: "yes" | "no", n: number) => (
    <td className={styles.number}>
      <Link
        to={"/organizations" as never}
        search={{ at: row.organization_id, view: "all", level: "4", qualified: which } as never}
        title={t(`qualification:list.${which}`, { name: row.organization_name })}
      >
        {count(n)}
      </Link>
    </td>
  );
  return (
    <>
      {list("yes", qualified)}
      {list("no", unions - qualified)}
      <td className={styles.number}>{percent(qualified, unions).text}</td>
    </>
  );
}

/** What was saved, and each union that was not, with its reason. */
function Refused({ result, rows }: { result: QualificationBatchOut; rows: readonly QualificationRow[] }) {
  const { t } = useTranslation();
  const names = new Map(rows.map((row) => [row.organization_id, row.organization_name]));
  return (
    <div className={styles.refused} role="alert">
      <p>{t("qualification:mark.result", { done: result.succeeded, of: result.total })}</p>
      <ul>
        {result.items
          .filter((item) => item.problem !== null)
          .map((item) => (
            <li key={item.index}>
              <span translate="no">{names.get(item.organization_id)}</span>: {item.problem?.detail}
            </li>
          ))}
      </ul>
    </div>
  );
}
