import { useQuery } from "@tanstack/react-query";
import type { TargetChange, TargetMeasure } from "@unionhome/client/model";
import { moment } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { Dialog } from "../../ui/dialog/Dialog";
import { useDictionary } from "../../ui/page/dictionary";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { Timeline } from "../../ui/record/Timeline";
import { Empty } from "../../ui/table/Empty";
import { historyOf, written } from "./data";

interface HistoryProps {
  org: { id: string; name: string };
  year: number;
  /** Of this one alone; without it of all. */
  measure?: TargetMeasure;
  onClose(): void;
}

/** What the targets of a union were before, who changed them and when. */
export function History({ org, year, measure, onClose }: HistoryProps) {
  const { t } = useTranslation();
  const measures = useDictionary("target_measure");
  const { data, error, refetch } = useQuery(historyOf(org.id, year));
  const changes = data?.items.filter((one) => measure === undefined || one.measure === measure);
  return (
    <Dialog
      title={t("target:history.title", { name: org.name, year, measure: measure ? measures.label(measure) : "" })}
      width={560}
      onClose={onClose}
      foot={
        <Button size={32} onClick={onClose}>
          {t("ui:close")}
        </Button>
      }
    >
      {error && <ProblemStrip boxed problem={error} onRetry={() => void refetch()} />}
      {changes?.length === 0 && <Empty>{t("target:history.none")}</Empty>}
      {changes && changes.length > 0 && (
        <Timeline
          items={changes.map((one, place) => ({
            key: String(changes.length - place),
            state: one.event === "target_taken_away" ? "returned" : "done",
            title: (
              <>
                {one.label} {!measure && measures.label(one.measure)}
              </>
            ),
            by: one.actor_name,
            at: moment(one.at),
            children: <Changed change={one} />,
          }))}
        />
      )}
    </Dialog>
  );
}

/** 50 改为 60；期限 2026-12-31 改为 2026-05-31 */
function Changed({ change }: { change: TargetChange }) {
  const { t } = useTranslation();
  const value = (said: number | null) => (said === null ? t("target:history.nothing") : written(said, change.measure));
  const told = [
    (change.before !== null || change.after !== null) &&
      t("target:history.value", { before: value(change.before), after: value(change.after) }),
    change.due_after &&
      (change.due_before
        ? t("target:history.due", { before: change.due_before, after: change.due_after })
        : t("target:due_on", { date: change.due_after })),
  ];
  return <span className="ink-2">{told.filter(Boolean).join(t("target:comma"))}</span>;
}
