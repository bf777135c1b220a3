import { Link } from "@tanstack/react-router";
import type { ListedEmployer, ListedOut, ListedRow } from "@unionhome/client/model";
import { count, creditCode, type MarkName } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useDictionary } from "../../../ui/page/dictionary";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import { Status } from "../../../ui/status/Status";
import styles from "../employer.module.css";
import { addressOf } from "../search";

const STATES = ["new", "changed", "unchanged", "duplicate_in_list", "invalid"] as const;
const MARK: Record<string, MarkName> = {
  new: "running",
  changed: "due",
  unchanged: "settled",
  duplicate_in_list: "kept",
  invalid: "returned",
};
/** More rows than anybody reads on a page; the counts say how many there are. */
const SHOWN = 300;

interface PreviewProps {
  answer: ListedOut;
  rows: readonly ListedEmployer[];
  busy: boolean;
  onBack(): void;
  onApply(): void;
}

/** What each row of the list means for the register. The counts are the tabs. */
export function Preview({ answer, rows, busy, onBack, onApply }: PreviewProps) {
  const { t } = useTranslation();
  const states = useDictionary("row_state");
  const { summary, dry_run } = answer;
  const first = STATES.find((state) => summary[state] > 0) ?? "new";
  const [tab, setTab] = useState<string>(first);
  const tabs = [
    ...STATES.map((state) => ({ key: state as string, label: states.label(state), count: count(summary[state]) })),
    { key: "missing", label: t("employer:compare.missing"), count: count(summary.missing) },
  ];
  const taken = summary.new + summary.changed;
  const shown = answer.rows.filter((row) => row.state === tab);
  return (
    <>
      <RecordTabs label={t("employer:compare.title")} tabs={tabs} current={tab} onPick={setTab} />
      <div className={styles.scroll}>
        {tab === "missing" ? <Missing answer={answer} /> : <Rows shown={shown.slice(0, SHOWN)} rows={rows} />}
        {shown.length > SHOWN && (
          <p className={styles.none}>{t("employer:compare.more", { n: count(shown.length - SHOWN) })}</p>
        )}
      </div>
      <footer className={styles.foot}>
        <span role="status">
          {dry_run
            ? t("employer:compare.effect", {
                new: count(summary.new),
                changed: count(summary.changed),
                invalid: count(summary.invalid),
              })
            : t("employer:compare.done", { new: count(summary.new), changed: count(summary.changed) })}
        </span>
        <Button size={32} onClick={onBack}>
          {t(dry_run ? "employer:compare.back" : "employer:compare.another")}
        </Button>
        {dry_run && (
          <Button size={32} kind="main" busy={busy} disabled={taken + summary.unchanged === 0} onClick={onApply}>
            {t("employer:compare.apply", { n: count(taken) })}
          </Button>
        )}
      </footer>
    </>
  );
}

function Rows({ shown, rows }: { shown: readonly ListedRow[]; rows: readonly ListedEmployer[] }) {
  const { t } = useTranslation();
  const states = useDictionary("row_state");
  const matches = useDictionary("employer_match");
  if (shown.length === 0) return <p className={styles.none}>{t("employer:compare.none")}</p>;
  return (
    <table className={styles.sheet}>
      <thead>
        <tr>
          <th scope="col" style={{ width: 70 }}>
            {t("employer:compare.row")}
          </th>
          <th scope="col">{t("employer:field.name")}</th>
          <th scope="col" style={{ width: 178 }}>
            {t("employer:field.credit_code")}
          </th>
          <th scope="col" data-end style={{ width: 84 }}>
            {t("employer:column.employees")}
          </th>
          <th scope="col" style={{ width: 110 }}>
            {t("employer:column.status")}
          </th>
          <th scope="col">{t("employer:compare.meaning")}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((row) => {
          const said = rows[row.index];
          return (
            <tr key={row.index}>
              <td>{row.index + 1}</td>
              <td>
                {row.employer_id ? (
                  <Link to="/employers" search={{ look: row.employer_id }}>
                    {said?.name}
                  </Link>
                ) : (
                  said?.name
                )}
              </td>
              <td>{creditCode(said?.credit_code)}</td>
              <td data-end>{said?.employees == null ? "—" : count(said.employees)}</td>
              <td>
                <Status mark={MARK[row.state] ?? "settled"}>{states.label(row.state)}</Status>
              </td>
              <td className="ink-2">
                <div className={styles.note}>
                  <Meaning row={row} match={matches.label(row.match)} />
                </div>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Meaning({ row, match }: { row: ListedRow; match: string }) {
  const { t } = useTranslation();
  if (row.sentence) return <span className="bad">{row.sentence}</span>;
  if (row.first_index !== null) return t("employer:compare.repeats", { n: row.first_index + 1 });
  const changes = Object.entries(row.changes as Record<string, [unknown, unknown]>);
  if (changes.length === 0) return match;
  return changes.map(([field, [old, now]]) => (
    <div key={field}>
      {t(`employer:field.${field}`)} {old == null || old === "" ? "—" : String(old)} → <b>{String(now)}</b>
    </div>
  ));
}

/** Those that an earlier list of this agency named and this one does not; they stay in the register. */
function Missing({ answer }: { answer: ListedOut }) {
  const { t } = useTranslation();
  if (answer.missing.length === 0) return <p className={styles.none}>{t("employer:compare.none_missing")}</p>;
  return (
    <>
      <p className={styles.none}>
        {t("employer:compare.missing_note")}{" "}
        <Link to="/employers" search={addressOf(answer.missing_query)}>
          {t("employer:compare.missing_list")}
        </Link>
      </p>
      <table className={styles.sheet}>
        <tbody>
          {answer.missing.map((one) => (
            <tr key={one.id}>
              <td>
                <Link to="/employers" search={{ look: one.id }}>
                  {one.name}
                </Link>
              </td>
              <td>{creditCode(one.credit_code)}</td>
              <td>{one.listed_on}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
