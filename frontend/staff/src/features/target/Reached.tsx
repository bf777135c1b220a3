import type { TargetCell } from "@unionhome/client/model";
import { MISSING } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { Meter } from "../../ui/figure/Meter";
import { OverFull } from "../../ui/figure/OverFull";
import { useDictionary } from "../../ui/page/dictionary";
import { isRate, partsOf, written } from "./data";
import styles from "./target.module.css";

/** One target: what is there of what is asked, a bar with the tick of today, and where it stands. */
export function Reached({ cell, label, org }: { cell: TargetCell; label: string; org?: string }) {
  const { t } = useTranslation();
  const states = useDictionary("target_state");
  const parts = partsOf(cell);
  const state = cell.state ? states.label(cell.state) : "";
  const told = [
    cell.state && state,
    cell.done != null && t("target:done", { n: cell.done }),
    cell.due != null && t("target:due", { n: written(cell.due, cell.measure) }),
    cell.due_on && t("target:due_on", { date: cell.due_on }),
    cell.from_organization_name && t("target:from", { name: cell.from_organization_name }),
  ]
    .filter(Boolean)
    .join(t("target:comma"));
  return (
    <span className={styles.reached} title={told || undefined}>
      <span className={styles.values}>
        <span className={cell.state === "late" || cell.state === "missed" ? "bad" : undefined}>
          {written(cell.actual, cell.measure)}
        </span>
        {isRate(cell.measure) && <OverFull value={cell.actual} org={org} />}
        <span className="ink-3"> / {cell.target == null ? MISSING : written(cell.target, cell.measure)}</span>
      </span>
      {parts && <Meter part={parts.part} tick={parts.tick} lowBelow={parts.tick} label={`${label} ${told}`} />}
    </span>
  );
}
