import type { HouseholdHistory, HouseholdOut, SnapshotOut } from "@unionhome/client/model";
import { moment, yuan } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useDictionary } from "../../../ui/page/dictionary";
import { Section } from "../../../ui/record/Section";
import { Timeline } from "../../../ui/record/Timeline";
import styles from "../aid.module.css";
import { KeptDialog } from "./KeptDialog";

interface TrailProps {
  household: HouseholdOut;
  history: HouseholdHistory | undefined;
}

/** The life of a file: what was done by whom, and what the file was at each of its turning points. */
export function Trail({ household, history }: TrailProps) {
  const { t } = useTranslation();
  const kinds = useDictionary("snapshot_kind");
  const categories = useDictionary("hardship_category");
  const [open, setOpen] = useState<string | null>(null);
  if (!history) return null;
  const titled = (one: SnapshotOut) =>
    t("aid:trail.snapshot", {
      year: one.year,
      kind: kinds.label(one.kind),
      category: categories.label(one.category) || t("aid:no_category"),
    });
  const opened = history.snapshots.find((one) => one.id === open);
  return (
    <div className={styles.list}>
      {history.snapshots.length > 0 && (
        <Section kind="ruled" title={t("aid:trail.snapshots")}>
          <ul className={styles.criteria}>
            {history.snapshots.map((one) => (
              <li key={one.id}>
                <Button kind="text" onClick={() => setOpen(one.id)}>
                  {titled(one)}
                </Button>
                {one.evaluation && (
                  <span className="ink-2">
                    {" "}
                    {t("aid:trail.means", { size: one.evaluation.size, gross: yuan(one.evaluation.gross_fen) })}
                  </span>
                )}
                <span className="ink-3">
                  {" "}
                  {one.taken_by_name} {moment(one.taken_at)}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section kind="ruled" title={t("aid:tab.trail")}>
        <Timeline
          items={history.events.map((one, index) => ({
            key: `${one.at}.${index}`,
            state: "done" as const,
            title: one.label,
            by: one.actor_name,
            at: moment(one.at),
          }))}
        />
      </Section>
      {opened && (
        <KeptDialog
          household={household}
          snapshot={opened.id}
          title={`${household.name} ${titled(opened)}`}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}
