import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { listHonours } from "@unionhome/client/honours";
import type { HistoryItem, HonourItem, OrganizationOut } from "@unionhome/client/model";
import { listOrganizationHistory } from "@unionhome/client/organizations";
import { count, moment } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Timeline } from "../../../ui/record/Timeline";
import { Scroll } from "../../../ui/scroll/Scroll";
import styles from "../organization.module.css";
import { UNIONS } from "../union";

const MOST = 100;
const KNOWN = ["founded", "edited", "moved", "merged", "split", "dissolved"];

/** Every state of the union, newest first: what changed from what to what, from which day on (变更史). */
export function HistoryTab({ union }: { union: OrganizationOut }) {
  const { t } = useTranslation();
  const history = useQuery({
    queryKey: [UNIONS, "history", union.id],
    queryFn: ({ signal }) => listOrganizationHistory(union.id, { signal }),
  });
  const honours = useQuery({
    queryKey: [UNIONS, "honours", union.id],
    queryFn: ({ signal }) => listHonours({ organization_id: union.id, limit: MOST }, { signal }),
  });
  const named = useDictionary("honour_kind");
  if (history.error) return <ProblemStrip problem={history.error} onRetry={() => void history.refetch()} />;
  const items = history.data?.items ?? [];
  return (
    <Scroll className={styles.scroll} label={t("organization:tab.history")}>
      <div className={styles.timeline}>
        <Timeline
          items={[
            ...items.map((item, index) => ({
              key: `${item.valid_from}:${item.recorded_at}:${index}`,
              state:
                item.change === "dissolved" || item.change === "merged" ? ("returned" as const) : ("done" as const),
              title: KNOWN.includes(item.change) ? t(`organization:change.${item.change}`) : item.change,
              by: t("organization:history.recorded", { time: moment(item.recorded_at) }),
              at: item.valid_from,
              children: <Changes item={item} before={items[index + 1]} />,
            })),
            ...(honours.data?.items ?? []).flatMap((one) => honoured(one, named.label(one.kind), t)),
          ].sort((one, other) => other.at.localeCompare(one.at))}
        />
      </div>
    </Scroll>
  );
}

type Translate = (key: string, facts?: Record<string, unknown>) => string;

/** An honour as it stands in the history: that it was granted, and that it was taken back. */
function honoured(one: HonourItem, honour: string, t: Translate) {
  const granted = {
    key: `${one.id}:granted`,
    state: "done" as const,
    title: t("organization:honour.history.granted", { honour }),
    by: one.granted_by_name,
    at: one.started_on,
    children: [one.document_number, one.reason].filter(Boolean).join(t("ui:comma")),
  };
  if (!one.ended_on) return [granted];
  const ended = {
    ...granted,
    key: `${one.id}:ended`,
    state: "returned" as const,
    title: t("organization:honour.history.withdrawn", { honour }),
    by: "",
    at: one.ended_on,
    children: KNOWN.includes(one.end_reason) ? t(`organization:change.${one.end_reason}`) : one.end_reason,
  };
  return [ended, granted];
}

/** The name of the union that a step led to; steps of long ago kept its id only. */
function nameIn(facts: Record<string, unknown>, key: "into_id" | "new_id"): string | undefined {
  const name = facts[key.slice(0, -"_id".length)];
  return typeof name === "string" ? name : undefined;
}

/** The differences from the state before, and what else was recorded with it. */
function Changes({ item, before }: { item: HistoryItem; before: HistoryItem | undefined }) {
  const { t } = useTranslation();
  const kinds = useDictionary("organization_kind");
  const facts = item.facts as Record<string, unknown>;
  const lines: [string, React.ReactNode][] = [];
  const compare = (label: string, old: string | null | undefined, now: string | null | undefined) => {
    if (!before) {
      if (now) lines.push([label, now]);
    } else if (old !== now)
      lines.push([
        label,
        <>
          <del>{old ?? "—"}</del> → {now ?? "—"}
        </>,
      ]);
  };
  compare(t("organization:column.name"), before?.name, item.name);
  compare(t("organization:column.kind"), kinds.label(before?.kind), kinds.label(item.kind));
  compare(t("organization:column.parent"), before?.parent_name, item.parent_name);
  for (const key of ["unions", "members", "employers", "branches"] as const)
    if (typeof facts[key] === "number" && facts[key] > 0)
      lines.push([t(`organization:history.${key}`), count(facts[key])]);
  for (const key of ["into_id", "new_id"] as const)
    if (typeof facts[key] === "string")
      lines.push([
        t(`organization:history.${key}`),
        <Link key={key} to="/organizations/$id" params={{ id: facts[key] }}>
          {nameIn(facts, key) ?? t("organization:list.open")}
        </Link>,
      ]);
  if (typeof facts.reason === "string" && facts.reason) lines.push([t("organization:step.reason"), facts.reason]);
  if (lines.length === 0) return null;
  return (
    <dl className={styles.changes}>
      {lines.map(([label, value]) => (
        <div key={label} style={{ display: "contents" }}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
