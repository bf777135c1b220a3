import { listMyAuditEvents } from "@unionhome/client/audit";
import type { AuditEventItem } from "@unionhome/client/model";
import { moment } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Section } from "../../../ui/record/Section";
import { useList } from "../../../ui/table/useList";
import styles from "./me.module.css";

const SIZE = 12;

/** What I did, the newest first: the record says of everybody what it says of me. */
export function MyTrail() {
  const { t } = useTranslation();
  const list = useList<AuditEventItem>({
    id: "me.trail",
    filters: {},
    size: SIZE,
    load: (place, signal) => listMyAuditEvents(place, { signal }),
  });
  const { pages, next } = list.pager;
  return (
    <Section
      kind="ruled"
      title={t("account:trail.title")}
      note={t("account:trail.note")}
      more={
        <>
          <Button
            kind="text"
            icon="left"
            aria-label={t("account:trail.newer")}
            disabled={pages.number === 1}
            onClick={pages.back}
          />
          <Button
            kind="text"
            icon="right"
            aria-label={t("account:trail.older")}
            disabled={!next}
            onClick={() => next && pages.next(next)}
          />
        </>
      }
    >
      {list.problem && <ProblemStrip boxed problem={list.problem} onRetry={list.retry} />}
      {list.rows?.map((event) => (
        <p key={event.id} className={styles.event}>
          <time className="ink-3">{moment(event.at)}</time>
          <span className="cut" title={event.sentence}>
            {event.sentence}
          </span>
          <span className="cut ink-3">{event.organization_name}</span>
          <span className="ink-3">{event.address}</span>
        </p>
      ))}
    </Section>
  );
}
