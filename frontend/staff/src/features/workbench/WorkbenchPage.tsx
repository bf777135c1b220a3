import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { TodoItem } from "@unionhome/client/model";
import { count, today } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useScope } from "../../ui/page/person";
import { useTabTitle } from "../../ui/page/tab";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { PageHead } from "../../ui/record/PageHead";
import { Aside } from "./Aside";
import { DAY, dayOf, views } from "./data";
import { Figures } from "./Figures";
import { viewLink } from "./links";
import { ReviewDialog } from "./ReviewDialog";
import { TodoList } from "./TodoList";
import { groupOf, lateIsMore } from "./todo";
import { UrgeDialog } from "./UrgeDialog";
import styles from "./workbench.module.css";

const CHIPS = 4;

/** What must I do today: the day, its figures, what waits, and what comes. */
export function WorkbenchPage() {
  const { t, i18n } = useTranslation();
  useTabTitle(t("workbench:nav"));
  const scope = useScope();
  const queries = useQueryClient();
  const { data: day, error, refetch } = useQuery(dayOf(scope.organization.id));
  const [urged, setUrged] = useState<TodoItem | null>(null);
  const [reviewed, setReviewed] = useState<TodoItem | null>(null);
  const on = day?.today ?? today(Date.now());
  const named = (day: string, part: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(i18n.language, { ...part, timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
  const title = t("workbench:date", {
    // "11" or "November": the words around it say which.
    month: i18n.language === "en" ? named(on, { month: "long" }) : Number(on.slice(5, 7)),
    day: Number(on.slice(8)),
    weekday: named(on, { weekday: "long" }),
  });

  return (
    <div className={styles.page}>
      <PageHead title={title} note={day && <Urgent items={day.items} today={day.today} more={lateIsMore(day, on)} />}>
        <Chips />
      </PageHead>
      {error && <ProblemStrip problem={error} onRetry={() => void refetch()} />}
      <Figures day={day} />
      <div className={styles.columns}>
        {day ? <TodoList day={day} onReview={setReviewed} onUrge={setUrged} /> : <div />}
        <Aside day={day} today={on} />
      </div>
      {urged && (
        <UrgeDialog
          key={urged.id}
          item={urged}
          onClose={() => setUrged(null)}
          onDone={() => {
            for (const key of [DAY, ["urges"], ["organizations"], ["committees"]])
              void queries.invalidateQueries({ queryKey: key });
          }}
        />
      )}
      {reviewed && (
        <ReviewDialog
          key={reviewed.id}
          item={reviewed}
          onClose={() => setReviewed(null)}
          onDone={() => {
            setReviewed(null);
            void queries.invalidateQueries({ queryKey: DAY });
            // Lists of other screens show the same records.
            for (const key of ["members", "transfers", "users", "grants"])
              void queries.invalidateQueries({ queryKey: [key] });
          }}
        />
      )}
    </div>
  );
}

/** "2 件逾期，4 件今天到期" */
function Urgent({ items, today, more }: { items: readonly TodoItem[]; today: string; more: boolean }) {
  const { t } = useTranslation();
  const late = items.filter((item) => groupOf(item, today) === "overdue").length;
  const now = items.filter((item) => groupOf(item, today) === "today").length;
  if (late === 0 && now === 0) return t("workbench:urgent.none");
  return (
    <>
      {late > 0 && (
        <b className="bad">{t("workbench:urgent.late", { count: late, n: `${count(late)}${more ? "+" : ""}` })}</b>
      )}
      {late > 0 && now > 0 && t("workbench:urgent.and")}
      {now > 0 && t("workbench:urgent.today", { count: now, n: count(now) })}
    </>
  );
}

/** The reader's saved views, one click away. */
function Chips() {
  const { t } = useTranslation();
  const { data } = useQuery(views);
  if (!data?.length) return null;
  return (
    <>
      <span className="small ink-3">{t("workbench:views")}</span>
      {data.slice(0, CHIPS).map((view) => (
        <Link key={view.id} className={styles.chip} to={viewLink(view) as never}>
          {view.name}
        </Link>
      ))}
    </>
  );
}
