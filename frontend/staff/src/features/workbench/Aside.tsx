import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Queue, Workbench } from "@unionhome/client/model";
import { count, date, daysBetween } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../ui/page/dictionary";
import { useAccess, useScope } from "../../ui/page/person";
import { Section } from "../../ui/record/Section";
import { grantsOf, queues, termsIn } from "./data";
import { daysAfter } from "./days";
import { recordOf } from "./links";
import { isAhead } from "./todo";
import styles from "./workbench.module.css";

const FEW = 6;
const SOON = 60;

/** What comes: terms that end, transfers under way; for administrators the grants that run out. */
export function Aside({ day, today }: { day: Workbench | undefined; today: string }) {
  const may = useAccess();
  return (
    <aside className={styles.aside}>
      {may.seeMembers && <Terms day={day} today={today} />}
      {may.seeMembers && <Transfers />}
      {may.seeGrants && <Ending today={today} />}
      {may.seeUsers && <Doors />}
      {may.readAudit && <AuditDoors />}
    </aside>
  );
}

interface Ends {
  id: string;
  name: string;
  ends_on: string;
}

/** Officers see what their list does not show yet, the most urgent first; who only reads sees what the register tells. */
function Terms({ day, today }: { day: Workbench | undefined; today: string }) {
  const { t } = useTranslation();
  const scope = useScope();
  const told = day?.items.filter((item) => item.kind === "term") ?? [];
  const { data } = useQuery({ ...termsIn(scope.organization.id), enabled: day !== undefined });
  if (!day || !data) return null;
  const ends: Ends[] = told.length
    ? told.filter((item) => isAhead(item, today)).map(({ id, name, due_on }) => ({ id, name, ends_on: due_on ?? "" }))
    : data.items.map(({ id, name, term }) => ({ id, name, ends_on: term.ends_on }));
  ends.sort((one, other) => one.ends_on.localeCompare(other.ends_on));
  return (
    <Section
      title={t("workbench:terms.title")}
      note={t("workbench:terms.note")}
      more={data.total ? <span className="ink-3">{t("workbench:terms.total", { n: count(data.total) })}</span> : null}
    >
      {ends.length === 0 && <p className={styles.quiet}>{t("workbench:terms.none")}</p>}
      <ul>
        {ends.slice(0, FEW).map((union) => {
          const left = daysBetween(today, union.ends_on);
          return (
            <li key={union.id} className={styles.term}>
              <Link className="cut" to={recordOf({ ...union, kind: "term" }) as never}>
                {union.name}
              </Link>
              <span className={left < 0 ? "bad" : left <= SOON ? "warn" : "ink-3"}>
                {left < 0
                  ? t("workbench:terms.late", { n: count(-left) })
                  : t("workbench:terms.left", { n: count(left) })}
              </span>
              <span className={styles.termNote}>{t("workbench:terms.line", { date: date(union.ends_on) })}</span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Transfers() {
  const { t } = useTranslation();
  const { data } = useQuery(queues);
  if (!data) return null;
  return (
    <Section title={t("workbench:queues.title")} more={<Link to={"/transfers" as never}>{t("workbench:all")}</Link>}>
      <QueueLine side="in" queue={data.incoming} />
      <QueueLine side="out" queue={data.outgoing} />
    </Section>
  );
}

function QueueLine({ side, queue }: { side: "in" | "out"; queue: Queue }) {
  const { t } = useTranslation();
  return (
    <p className={styles.line}>
      <Link to={`/transfers?view=${side}` as never}>{t(`workbench:queues.${side}`)}</Link>
      <span>
        {t("workbench:queues.ours")} <b>{count(queue.waiting_for_us)}</b>
      </span>
      <span className="ink-3">
        {t("workbench:queues.theirs")} {count(queue.waiting_for_them)}
      </span>
      <span className={queue.overdue ? "bad" : "ink-3"}>
        {t("workbench:queues.late")} {count(queue.overdue)}
      </span>
    </p>
  );
}

function Ending({ today }: { today: string }) {
  const { t } = useTranslation();
  const roles = useDictionary("role");
  const filter = { in_force: true, ends_before: daysAfter(today, 90), limit: 6 };
  const { data } = useQuery(grantsOf(filter));
  if (!data) return null;
  return (
    <Section
      title={t("workbench:ending.title")}
      note={t("workbench:ending.note")}
      more={<Link to={`/grants?force=yes&before=${filter.ends_before}` as never}>{t("workbench:all")}</Link>}
    >
      {data.items.length === 0 && <p className={styles.quiet}>{t("workbench:ending.none")}</p>}
      {data.items.map((grant) => (
        <p key={grant.id} className={styles.grant}>
          <span className="cut">
            <b>{grant.user_name ?? "—"}</b> {roles.label(grant.role)}{" "}
            <span className="ink-3">{grant.organization_name}</span>
          </span>
          <span className="warn">{date(grant.ends_on)}</span>
        </p>
      ))}
    </Section>
  );
}

function Doors() {
  const { t } = useTranslation();
  const may = useAccess();
  return (
    <Section title={t("workbench:doors.title")}>
      {may.makeUsers && <Door to="/users/new" name="make_user" />}
      {may.makeGrants && <Door to="/grants/new" name="make_grant" />}
      {may.makeGrants && <Door to="/grants/handover" name="hand_over" />}
      <Door to="/roles" name="roles" />
    </Section>
  );
}

function AuditDoors() {
  const { t } = useTranslation();
  return (
    <Section title={t("workbench:doors.title")}>
      <Door to="/audit" name="audit" />
      <Door to="/audit?list=seals" name="verify" />
    </Section>
  );
}

function Door({ to, name }: { to: string; name: string }) {
  const { t } = useTranslation();
  return (
    <p className={styles.line}>
      <Link to={to as never}>{t(`workbench:doors.${name}`)}</Link>
      <span className="ink-3">{t(`workbench:doors.${name}_note`)}</span>
    </p>
  );
}
