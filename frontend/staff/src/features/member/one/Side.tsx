import { Link } from "@tanstack/react-router";
import type { LifeLineEntry, MemberOut } from "@unionhome/client/model";
import { date, monthDay } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { Section } from "../../../ui/record/Section";
import { Status } from "../../../ui/status/Status";
import { gapsOf } from "../words";
import { useFieldWords } from "./fields";
import type { RevealNews } from "./MaskedField";
import styles from "./one.module.css";
import { Photo } from "./Photo";

interface SideProps {
  member: MemberOut;
  events: readonly LifeLineEntry[];
  news: RevealNews | null;
}

const RECENT = 6;

/** What is open now, what is due, what happened last. */
export function Side({ member, events, news }: SideProps) {
  const { t } = useTranslation();
  const fields = useFieldWords();
  const year = date(new Date().toISOString()).slice(0, 4);
  return (
    <aside className={styles.side}>
      <Photo member={member} />
      <Section kind="ruled" title={t("member:side.shown")}>
        <p className="small ink-2">
          {news?.open
            ? t("member:side.open", { field: fields.name(news.field), reason: news.reason ?? "" })
            : t("member:side.none")}
          {news?.shown && t("member:side.counted", { count: news.shown.today, limit: news.shown.limit })}
        </p>
      </Section>
      <Section kind="ruled" title={t("member:side.due")}>
        <Due member={member} />
      </Section>
      <Section kind="ruled" title={t("member:side.recent")}>
        {events.slice(0, RECENT).map((event) => (
          <p key={event.id} className={styles.reminder}>
            <span className="cut">
              <span className="ink-3">{event.on.startsWith(year) ? monthDay(event.on) : date(event.on)}</span>
              &ensp;{event.label}
            </span>
            <span className="ink-3">{event.actor_name}</span>
          </p>
        ))}
      </Section>
    </aside>
  );
}

function Due({ member }: { member: MemberOut }) {
  const { t } = useTranslation();
  const fields = useFieldWords();
  const { transfer } = member;
  const missing = gapsOf(member);
  if (!transfer && missing.length === 0) return <p className="small ink-2">{t("member:side.nothing_due")}</p>;
  return (
    <>
      {transfer && (
        <p className={styles.reminder}>
          <Status mark="due">
            {t("member:side.transfer", { union: transfer.to_organization_name, on: transfer.due_on })}
          </Status>
          <Link to={`/transfers?q=${encodeURIComponent(transfer.number)}` as never}>{t("member:side.see")}</Link>
        </p>
      )}
      {missing.length > 0 && (
        <p className={styles.reminder}>
          <span>
            <Status mark="waiting">{t("member:side.missing", { count: missing.length })}</Status>
            <span className="ink-2">{missing.map(fields.name).join(t("member:and"))}</span>
          </span>
          {member.steps.some((step) => step.step === "edit" && step.allowed) && (
            <Link to="/members/$id/edit" params={{ id: member.id }} style={{ flex: "none" }}>
              {t("member:side.fill")}
            </Link>
          )}
        </p>
      )}
    </>
  );
}
