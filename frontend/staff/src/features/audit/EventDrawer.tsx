import { useQuery } from "@tanstack/react-query";
import { getAuditEvent } from "@unionhome/client/audit";
import type { AuditEventItem } from "@unionhome/client/model";
import { count } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { DescriptionList, Field } from "../../ui/record/DescriptionList";
import { Section } from "../../ui/record/Section";
import { Status } from "../../ui/status/Status";
import { Drawer, type DrawerProps } from "../../ui/table/Drawer";
import styles from "./audit.module.css";
import { instant } from "./EventList";
import { linesOf, textOf } from "./facts";
import type { AuditSearch } from "./search";
import { useWords } from "./words";

interface EventDrawerProps extends Pick<DrawerProps, "place" | "onBack" | "onNext" | "onClose"> {
  event: AuditEventItem;
  /** Goes on from here: everything this person did, everything that happened to this record. */
  onFilter(search: AuditSearch): void;
}

/** One event with its facts from what to what, and the seal that holds it. */
export function EventDrawer({ event, onFilter, ...walk }: EventDrawerProps) {
  const { t } = useTranslation();
  const words = useWords();
  const { data } = useQuery({
    queryKey: ["audit", "one", event.id],
    queryFn: ({ signal }) => getAuditEvent(event.id, { signal }),
  });
  const lines = linesOf(event.facts);
  return (
    <Drawer
      title={words.event(event.event)}
      marks={
        <Status mark={event.sealed ? "done" : "waiting"}>
          {t(event.sealed ? "audit:events.sealed" : "audit:events.unsealed")}
        </Status>
      }
      {...walk}
      foot={
        <>
          {event.object_id && (
            <Button onClick={() => onFilter({ kind: event.object_kind, object: event.object_id ?? undefined })}>
              {t("audit:drawer.same_object")}
            </Button>
          )}
          {event.actor_id && (
            <Button onClick={() => onFilter({ actor: event.actor_id ?? undefined })}>
              {t("audit:drawer.same_actor", { name: event.actor_name })}
            </Button>
          )}
        </>
      }
    >
      <DescriptionList labels={84}>
        <Field label={t("audit:column.at")}>{instant(event.at)}</Field>
        <Field label={t("audit:column.actor")}>{event.actor_name || t("audit:events.system")}</Field>
        <Field label={t("audit:column.kind")}>{words.kind(event.object_kind)}</Field>
        <Field label={t("audit:column.union")}>{event.organization_name}</Field>
        <Field label={t("audit:column.address")}>{event.address}</Field>
        <Field label={t("audit:column.request")}>
          <span className={styles.code}>{event.request_id}</span>
        </Field>
      </DescriptionList>
      <Section kind="ruled" title={t("audit:drawer.facts")}>
        {lines.length === 0 && <p className="small ink-3">{t("audit:drawer.no_facts")}</p>}
        {lines.length > 0 && (
          <table className={styles.facts}>
            <tbody>
              {lines.map((line) => (
                <tr key={line.key}>
                  <th scope="row">{words.fact(line.key)}</th>
                  {line.changed ? (
                    <td>
                      <del>{textOf(line.from)}</del> → <b>{textOf(line.to)}</b>
                    </td>
                  ) : (
                    <td>{words.value(line.key, line.value)}</td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Section>
      {data?.seal && (
        <Section kind="ruled" title={t("audit:drawer.seal")}>
          <DescriptionList labels={84}>
            <Field label={t("audit:seals.number")}>{count(data.seal.number)}</Field>
            <Field label={t("audit:seals.at")}>{instant(data.seal.at)}</Field>
            <Field label={t("audit:seals.hash")}>
              <span className={styles.code}>{data.seal.hash}</span>
            </Field>
          </DescriptionList>
        </Section>
      )}
    </Drawer>
  );
}
