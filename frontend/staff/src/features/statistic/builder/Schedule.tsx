import { useQueryClient } from "@tanstack/react-query";
import { ifMatch } from "@unionhome/client";
import type { Recurs, SavedViewOut } from "@unionhome/client/model";
import { editSavedView, stepSavedView } from "@unionhome/client/saved-views";
import { Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import styles from "./builder.module.css";

const EVERY: readonly Recurs[] = ["month", "quarter", "year"];
const DAYS = 28;

/** On which day a saved table stands in the 待办 of all who use it. */
export function ScheduleDialog({ view, onClose }: { view: SavedViewOut; onClose(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [every, setEvery] = useState<Recurs | "never">(view.schedule?.every ?? "month");
  const [day, setDay] = useState(view.schedule?.day ?? 5);

  async function act() {
    const schedule = every === "never" ? null : { every, day };
    await editSavedView(view.id, { schedule }, ifMatch(view));
    await queries.invalidateQueries({ queryKey: ["saved-views"] });
    await queries.invalidateQueries({ queryKey: ["workbench"] });
    onClose();
  }

  return (
    <ConfirmAct
      title={t("statistic:builder.schedule.title", { name: view.name })}
      verb={t("statistic:builder.schedule.save")}
      kind="plain"
      effect={t("statistic:builder.schedule.effect")}
      act={act}
      onClose={onClose}
    >
      <div className={styles.schedule}>
        <Radio.Group
          aria-label={t("statistic:builder.schedule.every")}
          value={every}
          onChange={(event) => setEvery(event.target.value as Recurs | "never")}
          options={[...EVERY, "never" as const].map((one) => ({
            value: one,
            label: t(`statistic:builder.schedule.${one}`),
          }))}
        />
        {every !== "never" && (
          <Select
            aria-label={t("statistic:builder.schedule.day")}
            value={day}
            onChange={setDay}
            options={Array.from({ length: DAYS }, (_, index) => ({
              value: index + 1,
              label: t("statistic:builder.schedule.on", { day: index + 1 }),
            }))}
          />
        )}
      </div>
    </ConfirmAct>
  );
}

/** Above the table by which somebody came from their 待办: what is due, and that it has been looked at. */
export function DueStrip({ view, period, onDone }: { view: SavedViewOut; period: string; onDone(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  async function look() {
    setBusy(true);
    setProblem(undefined);
    try {
      await stepSavedView(view.id, { step: "look" }, ifMatch(view));
      await queries.invalidateQueries({ queryKey: ["saved-views"] });
      await queries.invalidateQueries({ queryKey: ["workbench"] });
      onDone();
    } catch (refused) {
      setProblem(refused);
      setBusy(false);
    }
  }

  return (
    <div className={styles.due} role="status">
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      <span>{t("statistic:builder.due.told", { name: view.name, period })}</span>
      <Button busy={busy} onClick={() => void look()}>
        {t("statistic:builder.due.looked")}
      </Button>
    </div>
  );
}
