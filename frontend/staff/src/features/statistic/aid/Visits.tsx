import { useQuery } from "@tanstack/react-query";
import { count } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { figuresOf } from "../data";
import { Divided } from "../page/charts/Divided";
import { KeyFigures, type Shown } from "../page/KeyFigures";
import { type Column, UnitTable } from "../page/UnitTable";
import { unitsOf } from "../shapes";
import styles from "../statistic.module.css";
import { Against } from "./Against";
import type { Subject } from "./subject";

const SHOWN: readonly Shown[] = [
  { dataset: "visits", measure: "planned", unit: "household", ofYear: true },
  { dataset: "visits", measure: "done", unit: "household", ofYear: true },
  { dataset: "visits", measure: "absent", unit: "household", ofYear: true },
  { dataset: "visits", measure: "done_rate", unit: "percent", ofYear: true },
  { dataset: "visits", measure: "cash_given", unit: "fen", ofYear: true },
  { dataset: "visits", measure: "goods_given", unit: "fen", ofYear: true },
];
const COLUMNS: readonly Column[] = [
  { measure: "planned", unit: "household" },
  { measure: "done", unit: "household" },
  { measure: "absent", unit: "household" },
  { measure: "done_rate", unit: "percent" },
  { measure: "cash_planned", unit: "fen" },
  { measure: "cash_given", unit: "fen" },
  { measure: "goods_given", unit: "fen" },
];

/** Visits planned against done, with the cash and the goods (issue 4 section 8; AID-24). */
export function Visits({ org, tree, period, year, place, today, onEnter }: Subject) {
  const { t } = useTranslation();
  const asked = { org_id: org, tree, period: [period ?? String(year)] };
  const whole = useQuery(figuresOf("visits", { ...asked, compare: "last_year" })).data;
  const below = useQuery(figuresOf("visits", { ...asked, by: ["child"] })).data;
  const shown = SHOWN.map((each) => (period ? { ...each, ofYear: false, untold: true } : each));
  const units = unitsOf(below);
  return (
    <section className={styles.subject}>
      <h2>{t("statistic:aid.section.visits")}</h2>
      <KeyFigures shown={shown} answers={{ visits: whole }} today={today} size={24} />
      <div className={styles.charts}>
        <div className={styles.column}>
          <Against
            dataset="visits"
            measure="done"
            against="planned"
            title={t("statistic:aid.visits.below")}
            unit="household"
            word={count}
            text={(done, planned) => `${count(done)}/${count(planned)}`}
            {...{ units, place, asked, onEnter }}
          />
        </div>
        {(["occasion", "kind"] as const).map((dimension) => (
          <div className={styles.column} key={dimension}>
            <Divided
              dataset="visits"
              measure="planned"
              dimension={dimension}
              title={t(`statistic:aid.visits.${dimension}`)}
              unit="household"
              org={org}
              tree={tree}
              period={asked.period[0]}
              place={place}
              today={today}
            />
          </div>
        ))}
      </div>
      <UnitTable columns={COLUMNS} units={units} whole={unitsOf(whole)[0]} today={today} onEnter={onEnter} />
    </section>
  );
}
