import type { LifeLine, LifeLineEntry } from "@unionhome/client/model";
import { date, MISSING, moment } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Timeline } from "../../../ui/record/Timeline";
import { useFieldWords } from "./fields";
import styles from "./one.module.css";

/** Every entry: who, when, from what to what. The lanes can be laid aside. */
export function Trail({ line }: { line: LifeLine }) {
  const { t } = useTranslation();
  const lanes = useDictionary("lane");
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const shown = line.items.filter((entry) => !hidden.has(entry.lane));

  function toggle(lane: string) {
    const next = new Set(hidden);
    if (!next.delete(lane)) next.add(lane);
    setHidden(next);
  }

  return (
    <div className={styles.list}>
      <div className={styles.lanes}>
        {Object.entries(line.lanes).map(([lane, n]) => (
          <label key={lane}>
            <input type="checkbox" checked={!hidden.has(lane)} onChange={() => toggle(lane)} />
            {lanes.label(lane)} <span className="ink-3">{n}</span>
          </label>
        ))}
      </div>
      <Timeline
        items={shown.map((entry) => ({
          key: entry.id,
          state: entry.kind === "returned" || entry.kind === "transfer_rejected" ? "returned" : "done",
          title: entry.label,
          by: t("member:trail.by", { name: entry.actor_name || MISSING, union: entry.organization_name }),
          at: date(entry.on) === date(entry.recorded_at) ? moment(entry.recorded_at) : date(entry.on),
          children: <Facts entry={entry} />,
        }))}
      />
    </div>
  );
}

/** What an entry tells beyond its name. Unknown facts are left to the audit. */
function Facts({ entry }: { entry: LifeLineEntry }) {
  const { t } = useTranslation();
  const fields = useFieldWords();
  const facts = entry.facts as {
    from?: string;
    to?: string;
    reason?: string;
    retain_reason?: string;
    field?: string;
    note?: string;
    number?: string;
    from_name?: string;
    to_name?: string;
    changes?: Record<string, [unknown, unknown]>;
    hidden?: string[];
  };
  const changes = Object.entries(facts.changes ?? {});
  const lines: [string, React.ReactNode][] = changes.map(([field, [from, to]]) => [
    fields.name(field),
    <FromTo key={field} from={fields.value(field, from)} to={fields.value(field, to)} />,
  ]);
  for (const field of facts.hidden ?? []) lines.push([fields.name(field), t("member:trail.changed_hidden")]);
  if (facts.from && facts.to && entry.lane === "membership")
    lines.push([
      t("member:field.status"),
      <FromTo key="status" from={fields.value("status", facts.from)} to={fields.value("status", facts.to)} />,
    ]);
  if (facts.field) lines.push([t("member:trail.field"), fields.name(facts.field)]);
  if (facts.retain_reason) lines.push([t("member:trail.reason"), fields.value("retain_reason", facts.retain_reason)]);
  if (facts.reason)
    lines.push([
      t("member:trail.reason"),
      entry.lane === "privacy" ? fields.value("reason", facts.reason) : facts.reason,
    ]);
  if (facts.note) lines.push([t("member:trail.note"), facts.note]);
  const moves = entry.lane === "transfer";
  if (moves && facts.to) lines.push([t("member:trail.to"), facts.to]);
  if (facts.number) lines.push([t(moves ? "member:trail.transfer" : "member:field.number"), facts.number]);
  if (entry.recorded_at && date(entry.on) !== date(entry.recorded_at))
    lines.push([t("member:trail.recorded"), moment(entry.recorded_at)]);
  if (lines.length === 0) return null;
  return (
    <dl className={styles.changes}>
      {lines.map(([label, value], index) => (
        <div key={index} style={{ display: "contents" }}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function FromTo({ from, to }: { from: string; to: string }) {
  return (
    <>
      <del>{from}</del> → {to}
    </>
  );
}
