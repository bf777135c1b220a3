import { Link, useNavigate } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import type { TodoItem, Workbench } from "@unionhome/client/model";
import { stepUrge } from "@unionhome/client/urges";
import { count, monthDay } from "@unionhome/words";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { useAccess } from "../../ui/page/person";
import { useKept } from "../../ui/page/tab";
import { Status } from "../../ui/status/Status";
import { useRowKeys } from "../../ui/table/useRowKeys";
import { Detail } from "./Detail";
import { listOf, recordOf } from "./links";
import { REVIEWS } from "./review";
import { beyond, daysLeft, type Group, groupOf, planned, subjectOf, waiting, weekEnds } from "./todo";
import styles from "./workbench.module.css";

const MARK = { overdue: "returned", today: "due", week: "running", later: "waiting", open: "waiting" } as const;
const TONE: Record<Group, string> = { overdue: "bad", today: "warn", week: "", later: "", open: "ink-3" };

interface TodoListProps {
  day: Workbench;
  onReview(item: TodoItem): void;
  onUrge(item: TodoItem): void;
}

/** What waits, by the day it is due. J and K walk, Enter does the verb of the row. */
export function TodoList({ day, onReview, onUrge }: TodoListProps) {
  const { t } = useTranslation();
  const go = useNavigate();
  const may = useAccess();
  const groups = useMemo(() => planned(day.items, day.today), [day]);
  const rows = useMemo(() => groups.flatMap((one) => one.items), [groups]);
  const keys = useMemo(() => rows.map((row) => row.id), [rows]);
  const [kept, setCurrent] = useKept<string | null>("workbench.current", null);
  // What was dealt with is gone: the cursor stands on what took its place.
  const place = useRef(0);
  const found = kept === null ? -1 : keys.indexOf(kept);
  const current = keys[found >= 0 ? found : Math.min(place.current, keys.length - 1)] ?? null;
  useEffect(() => {
    if (found >= 0) place.current = found;
  }, [found]);
  const box = useRef<HTMLDivElement>(null);
  const total = waiting(day);

  function act(item: TodoItem) {
    setCurrent(item.id);
    if (REVIEWS[item.kind]) return onReview(item);
    if (verbOf(item) === "urge") return onUrge(item);
    if (item.kind === "urge") void see(item);
    void go({ to: recordOf(item) as never });
  }
  /** An election or a transfer of a union below is its own business: what is done from here is to urge it, once a day. */
  function verbOf(item: TodoItem): "urge" | "urged" | null {
    const below = may.sendUrges && item.organization_id !== day.organization_id;
    if (!below || subjectOf(item) === null) return null;
    return item.urged_on === day.today ? "urged" : "urge";
  }
  useRowKeys({
    keys,
    current,
    onCurrent: setCurrent,
    onOpen: (key) => {
      const item = rows.find((row) => row.id === key);
      if (item) act(item);
    },
  });
  useEffect(() => {
    if (kept) box.current?.querySelector(`[data-key="${CSS.escape(kept)}"]`)?.scrollIntoView({ block: "nearest" });
  }, [kept]);

  return (
    <div ref={box} className={styles.tasks}>
      <header className={styles.tasksHead}>
        <h2>{t("workbench:todo.title")}</h2>
        {total > 0 && (
          <span className="small ink-3">{t("workbench:todo.count", { count: total, n: count(total) })}</span>
        )}
        {rows.length > 0 && (
          <span className={styles.keys}>
            <kbd>J</kbd> <kbd>K</kbd> {t("workbench:todo.walk")}　<kbd>Enter</kbd> {t("workbench:todo.act")}
          </span>
        )}
      </header>
      {rows.length === 0 && (
        <p className={styles.nothing}>
          {t(may.seeMembers ? "workbench:todo.nothing" : "workbench:todo.nothing_admin")}
        </p>
      )}
      {groups.map(({ group, items }) => (
        <section key={group} aria-label={t(`workbench:group.${group}`)}>
          <h3 className={styles.group}>
            <Status mark={MARK[group]}>{t(`workbench:group.${group}`)}</Status>
            <span className={styles.groupCount}>{items.length}</span>
            {group === "week" && <time>{t("workbench:group.until", { date: monthDay(weekEnds(day.today)) })}</time>}
            {group === "today" && <time>{monthDay(day.today)}</time>}
          </h3>
          <ul>
            {items.map((item) => (
              <Row
                key={item.id}
                item={item}
                today={day.today}
                current={item.id === current}
                urging={verbOf(item)}
                onAct={act}
                onUrge={onUrge}
              />
            ))}
          </ul>
        </section>
      ))}
      {beyond(day).map(([kind, more]) => (
        <p key={kind} className={styles.more}>
          <Link to={listOf(kind) as never}>
            {t("workbench:todo.more", { n: count(more), kind: t(`workbench:kind.${kind}`) })}
          </Link>
        </p>
      ))}
    </div>
  );
}

/** That somebody below has read it is told to the union above; whether it could be told hinders nobody. */
async function see(item: TodoItem): Promise<void> {
  if (!item.urge || item.urge.seen) return;
  await stepUrge(item.id, { step: "see" }, ifMatch(item.urge)).catch(() => undefined);
}

interface RowProps {
  item: TodoItem;
  today: string;
  current: boolean;
  /** Whether a union below can be urged about it, or was today. */
  urging: "urge" | "urged" | null;
  onAct(item: TodoItem): void;
  onUrge(item: TodoItem): void;
}

function Row({ item, today, current, urging, onAct, onUrge }: RowProps) {
  const { t } = useTranslation();
  const group = groupOf(item, today);
  return (
    <li className={styles.task} data-key={item.id} data-current={current || undefined}>
      <span className="ink-2">{t(`workbench:kind.${item.kind}`)}</span>
      <span className="cut">
        <Link className={styles.name} to={recordOf(item) as never}>
          {item.name}
        </Link>
        <Detail item={item} />
      </span>
      <span className={`${styles.from} cut`} title={item.organization_name ?? undefined}>
        {item.kind === "term" ? "" : item.kind === "urge" ? item.detail : item.organization_name}
      </span>
      <span className={`${styles.due} ${TONE[group]}`}>
        <Due item={item} today={today} />
      </span>
      <span className={styles.verbs}>
        {urging && item.kind !== "term" && (
          <Button kind="text" disabled={urging === "urged"} onClick={() => onUrge(item)}>
            {t(`workbench:verb.${urging}`)}
          </Button>
        )}
        {item.kind === "term" && urging === "urged" ? (
          <span className="ink-3">{t("workbench:verb.urged")}</span>
        ) : (
          <Button kind={current ? "main" : "text"} onClick={() => onAct(item)}>
            {t(
              `workbench:verb.${item.kind === "term" && urging ? urging : item.kind === "urge" ? "attend" : item.kind}`,
            )}
          </Button>
        )}
      </span>
    </li>
  );
}

function Due({ item, today }: { item: TodoItem; today: string }) {
  const { t } = useTranslation();
  const left = daysLeft(item, today);
  if (item.kind === "urge") return t("workbench:due.urged", { date: monthDay(item.due_on) });
  if (left === null) return t("workbench:due.open");
  if (left < 0) return t("workbench:due.late", { count: -left, n: count(-left) });
  if (left === 0) return t("workbench:due.today");
  return monthDay(item.due_on);
}
