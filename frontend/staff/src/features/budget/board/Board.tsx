import { Link } from "@tanstack/react-router";
import type { BudgetBoardOut, BudgetFigureOut, BudgetPlanOut } from "@unionhome/client/model";
import { MISSING, yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { type Fall, Waterfall } from "../../../ui/figure/Waterfall";
import { useDictionary } from "../../../ui/page/dictionary";
import { Section } from "../../../ui/record/Section";
import { Scroll } from "../../../ui/scroll/Scroll";
import { Status } from "../../../ui/status/Status";
import { Empty } from "../../../ui/table/Empty";
import styles from "../budget.module.css";
import { isOver, PLAN_MARK, STANDING_MARK } from "../data";
import { type Executed, entriesOf, type Reach } from "../search";
import { Drafted } from "./Drafted";
import { History } from "./History";

interface BoardProps {
  board: BudgetBoardOut;
  plan: BudgetPlanOut | undefined;
  onEnter(org: string): void;
  onMake?: () => void;
}

/** A year of a union: from the budget to what is left, by subject, and the unions below. */
export function Board({ board, plan, onEnter, onMake }: BoardProps) {
  const { t } = useTranslation();
  const subjects = useDictionary("budget_subject");
  const falls = useFalls(board);
  const over = board.items.filter(isOver);
  const something = board.items.length > 0 || board.plan_id !== null;
  return (
    <Scroll className={styles.main} label={t("budget:nav.board")}>
      {!board.plan_id && (
        <Empty
          verb={
            onMake && (
              <Button kind="text" onClick={onMake}>
                {t("budget:make.verb")}
              </Button>
            )
          }
        >
          {t(onMake ? "budget:none_begin" : "budget:none", { year: board.year })}
        </Empty>
      )}
      {plan && plan.state !== "in_force" && <Drafted plan={plan} />}
      {over.length > 0 && (
        <p className={styles.over} role="status">
          {t("budget:over", {
            subjects: over
              .map((line) =>
                t("budget:over_by", { subject: subjects.label(line.subject), amount: yuan(-line.left_fen) }),
              )
              .join(t("ui:comma")),
          })}
        </p>
      )}
      {something && (
        <Section kind="ruled" title={t("budget:waterfall.title")} note={t("budget:waterfall.unit")}>
          <Waterfall falls={falls} text={yuan} label={t("budget:waterfall.label", { year: board.year })} />
        </Section>
      )}
      {board.items.length > 0 && (
        <Section kind="ruled" title={t("budget:subjects.title")} note={t("budget:subjects.note")}>
          <Subjects board={board} />
        </Section>
      )}
      {board.children.length > 0 && (
        <Section kind="ruled" title={t("budget:children.title")} note={t("budget:children.note")}>
          <Children board={board} onEnter={onEnter} />
        </Section>
      )}
      {plan && <History plan={plan} />}
    </Scroll>
  );
}

/** Each figure of the total as a step; a step of nought that says nothing is left out. */
function useFalls({ total }: BudgetBoardOut): readonly Fall[] {
  const { t } = useTranslation();
  const change = (key: string, value: number, open = false): Fall => ({
    key,
    label: t(`budget:column.${key}`),
    kind: "change",
    // No minus before nothing.
    value: value || 0,
    open,
  });
  const falls: Fall[] = [
    { key: "planned", label: t("budget:column.planned"), kind: "sum", value: total.planned_fen },
    change("adjusted", total.adjusted_fen),
  ];
  if (total.received_fen) falls.push(change("received", total.received_fen));
  if (total.handed_fen) falls.push(change("handed", -total.handed_fen));
  return [
    ...falls,
    { key: "budget", label: t("budget:column.budget"), kind: "sum", value: total.budget_fen },
    change("spent", -total.spent_fen),
    change("reserved", -total.reserved_fen, true),
    { key: "left", label: t("budget:column.left"), kind: "sum", value: total.left_fen },
  ];
}

const PLANNED = ["planned", "adjusted", "received", "handed"] as const;

function Subjects({ board }: { board: BudgetBoardOut }) {
  const { t } = useTranslation();
  const subjects = useDictionary("budget_subject");
  return (
    <table className={styles.sheet} aria-label={t("budget:subjects.title")}>
      <thead>
        <tr>
          <th scope="col">{t("budget:column.subject")}</th>
          {[...PLANNED, "budget", "reserved", "spent", "left", "rate"].map((key) => (
            <th key={key} scope="col" data-end>
              {t(`budget:column.${key}`)}
            </th>
          ))}
          <th scope="col">{t("budget:column.standing")}</th>
        </tr>
      </thead>
      <tbody>
        {board.items.map((line) => (
          <tr key={line.subject}>
            <th scope="row">{subjects.label(line.subject)}</th>
            <Cells
              line={line}
              opens={(figure) => ({
                to: entriesOf(figure, line.subject, board.year, board.organization_id, board.reach as Reach),
                title: t(`budget:subjects.open_${figure}`, { subject: subjects.label(line.subject) }),
              })}
            />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("budget:column.total")}</th>
          <Cells line={board.total} />
        </tr>
      </tfoot>
    </table>
  );
}

interface CellsProps {
  line: BudgetFigureOut;
  /** Where the entries of a figure are, for lines of one subject. */
  opens?(figure: Executed): { to: string; title: string };
}

function Cells({ line, opens }: CellsProps) {
  const executed = (figure: Executed) => {
    const amount = yuan(line[`${figure}_fen`]);
    if (!opens || line[`${figure}_fen`] === 0) return amount;
    const { to, title } = opens(figure);
    return (
      <Link to={to as never} title={title}>
        {amount}
      </Link>
    );
  };
  return (
    <>
      {PLANNED.map((key) => (
        <td key={key} data-end>
          {yuan(line[`${key}_fen`])}
        </td>
      ))}
      <td data-end>
        <b>{yuan(line.budget_fen)}</b>
      </td>
      <td data-end>{executed("reserved")}</td>
      <td data-end>{executed("spent")}</td>
      <td data-end>{yuan(line.left_fen)}</td>
      <td data-end>{rateOf(line)}</td>
      <td>
        <Standing line={line} />
      </td>
    </>
  );
}

const rateOf = (line: BudgetFigureOut) => (line.rate === null ? MISSING : `${line.rate.toFixed(1)}%`);

function Standing({ line }: { line: BudgetFigureOut }) {
  const standings = useDictionary("budget_standing");
  if (!line.standing) return <>{MISSING}</>;
  return <Status mark={STANDING_MARK[line.standing]}>{standings.label(line.standing)}</Status>;
}

function Children({ board, onEnter }: { board: BudgetBoardOut; onEnter(org: string): void }) {
  const { t } = useTranslation();
  const states = useDictionary("budget_plan_state");
  return (
    <table className={styles.sheet} aria-label={t("budget:children.title")}>
      <thead>
        <tr>
          <th scope="col">{t("budget:column.organization")}</th>
          <th scope="col">{t("budget:column.state")}</th>
          {["received", "budget", "reserved", "spent", "left", "rate"].map((key) => (
            <th key={key} scope="col" data-end>
              {t(`budget:column.${key}`)}
            </th>
          ))}
          <th scope="col">{t("budget:column.standing")}</th>
        </tr>
      </thead>
      <tbody>
        {board.children.map((child) => (
          <tr key={child.organization_id}>
            <th scope="row">
              <button type="button" className={styles.enter} onClick={() => onEnter(child.organization_id)}>
                {child.organization_name}
              </button>
            </th>
            <td>
              {child.state ? (
                <Status mark={PLAN_MARK[child.state] ?? "settled"}>{states.label(child.state)}</Status>
              ) : (
                <span className="ink-3">{t("budget:children.none")}</span>
              )}
            </td>
            {(["received", "budget", "reserved", "spent", "left"] as const).map((key) => (
              <td key={key} data-end>
                {yuan(child[`${key}_fen`])}
              </td>
            ))}
            <td data-end>{rateOf(child)}</td>
            <td>
              <Standing line={child} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
