import type { HouseholdHistory } from "@unionhome/client/model";
import { moment, yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Section } from "../../../ui/record/Section";
import { Timeline } from "../../../ui/record/Timeline";
import styles from "../aid.module.css";

/** The life of a file: what was done by whom, and what the file was at each of its turning points. */
export function Trail({ history }: { history: HouseholdHistory | undefined }) {
  const { t } = useTranslation();
  const kinds = useDictionary("snapshot_kind");
  const categories = useDictionary("hardship_category");
  if (!history) return null;
  return (
    <div className={styles.list}>
      {history.snapshots.length > 0 && (
        <Section kind="ruled" title={t("aid:trail.snapshots")}>
          <ul className={styles.criteria}>
            {history.snapshots.map((one) => (
              <li key={one.id}>
                {t("aid:trail.snapshot", {
                  year: one.year,
                  kind: kinds.label(one.kind),
                  category: categories.label(one.category) || t("aid:no_category"),
                })}
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
    </div>
  );
}
