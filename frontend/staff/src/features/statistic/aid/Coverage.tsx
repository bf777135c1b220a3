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
  { dataset: "protection_coverage", measure: "covered", unit: "person" },
  { dataset: "protection_coverage", measure: "members", unit: "person" },
  { dataset: "protection_coverage", measure: "coverage", unit: "percent" },
];
const COLUMNS: readonly Column[] = [
  { measure: "members", unit: "person" },
  { measure: "covered", unit: "person" },
  { measure: "coverage", unit: "percent" },
];

/** Members under mutual protection against all members, at the end of the period (AID-23). */
export function Coverage({ org, tree, period, year, place, today, onEnter }: Subject) {
  const { t } = useTranslation();
  const asked = { org_id: org, tree, period: [period ?? String(year)] };
  const whole = useQuery(figuresOf("protection_coverage", { ...asked, compare: "last_year" })).data;
  const below = useQuery(figuresOf("protection_coverage", { ...asked, by: ["child"] })).data;
  const units = unitsOf(below);
  return (
    <section className={styles.subject}>
      <h2>{t("statistic:aid.section.coverage")}</h2>
      <KeyFigures shown={SHOWN} answers={{ protection_coverage: whole }} today={today} size={24} />
      <div className={styles.charts}>
        <div className={styles.column}>
          <Against
            dataset="protection_coverage"
            measure="covered"
            against="members"
            title={t("statistic:aid.coverage.below")}
            unit="person"
            word={count}
            text={(covered, members) => `${count(covered)}/${count(members)}`}
            {...{ units, place, asked, onEnter }}
          />
        </div>
        <div className={styles.column}>
          <Divided
            dataset="protection_coverage"
            measure="covered"
            dimension="kind"
            title={t("statistic:aid.coverage.kind")}
            unit="person"
            org={org}
            tree={tree}
            period={asked.period[0]}
            place={place}
            today={today}
          />
        </div>
      </div>
      <UnitTable columns={COLUMNS} units={units} whole={unitsOf(whole)[0]} today={today} onEnter={onEnter} />
    </section>
  );
}
