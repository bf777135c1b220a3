import { useQuery } from "@tanstack/react-query";
import type { GetDatasetParams } from "@unionhome/client/model";
import { useTranslation } from "react-i18next";
import { ChartBox } from "../../../ui/figure/ChartBox";
import { WayStrip } from "../../../ui/figure/WayStrip";
import { catalogue, figuresOf, workbookOf } from "../data";
import { KeyFigures, type Shown, written } from "../page/KeyFigures";
import { type Column, UnitTable } from "../page/UnitTable";
import { unitsOf } from "../shapes";
import styles from "../statistic.module.css";
import type { Subject } from "./subject";

const SHOWN: readonly Shown[] = [
  { dataset: "aid_time", measure: "cases", unit: "case", ofYear: true },
  { dataset: "aid_time", measure: "median_days", unit: "working_day", ofYear: true },
  { dataset: "aid_time", measure: "ninth_days", unit: "working_day", ofYear: true },
  { dataset: "aid_time", measure: "late_rate", unit: "percent", ofYear: true },
];
const COLUMNS: readonly Column[] = [
  { measure: "cases", unit: "case" },
  { measure: "median_days", unit: "working_day" },
  { measure: "ninth_days", unit: "working_day" },
  { measure: "late_rate", unit: "percent" },
];

/** How long aid takes, from the application to the money, and at which desk it lies long (issue 4 section 8). */
export function Time({ org, tree, period, year, place, today, onEnter }: Subject) {
  const { t } = useTranslation();
  const asked = { org_id: org, tree, period: [period ?? String(year)] };
  const measures = SHOWN.map((each) => each.measure);
  const whole = useQuery(figuresOf("aid_time", { ...asked, measures, compare: "last_year" })).data;
  const below = useQuery(figuresOf("aid_time", { ...asked, measures, by: ["child"] })).data;
  const shown = SHOWN.map((each) => (period ? { ...each, ofYear: false, untold: true } : each));
  return (
    <section className={styles.subject}>
      <h2>{t("statistic:aid.section.time")}</h2>
      <KeyFigures shown={shown} answers={{ aid_time: whole }} today={today} size={24} />
      <Way asked={asked} place={place} />
      <UnitTable columns={COLUMNS} units={unitsOf(below)} whole={unitsOf(whole)[0]} today={today} onEnter={onEnter} />
    </section>
  );
}

/** The steps of the way, each as wide as half of the cases lay there at most; their ninth tenth and what was late below. */
function Way({ asked, place }: { asked: GetDatasetParams; place: string }) {
  const { t, i18n } = useTranslation();
  const question: GetDatasetParams = {
    ...asked,
    by: ["step"],
    measures: ["median_days", "ninth_days", "passes", "late_rate"],
  };
  const { data } = useQuery(figuresOf("aid_time", question));
  const words = useQuery(catalogue).data?.items.find((one) => one.code === "aid_time");
  const values = words?.dimensions.find((one) => one.code === "step")?.values ?? [];
  const figure = (step: string, measure: string) =>
    data?.items.find((item) => item.values.step === step && item.measure === measure)?.value ?? null;
  const passed = values.filter((value) => figure(value.code, "median_days") !== null);
  const name = (value: { zh: string; en: string }) => (i18n.language === "en" ? value.en : value.zh);
  const title = t("statistic:aid.time.strip");
  const rows = passed.map((value) => [
    name(value),
    written(figure(value.code, "median_days"), "working_day"),
    written(figure(value.code, "ninth_days"), "working_day"),
    written(figure(value.code, "late_rate"), "percent"),
  ]);
  return (
    <div className={styles.wide}>
      <ChartBox
        title={title}
        note={t("statistic:unit.working_day")}
        place={place}
        heads={[
          t("statistic:aid.time.step"),
          t("statistic:measure.median_days"),
          t("statistic:measure.ninth_days"),
          `${t("statistic:measure.late_rate")} (%)`,
        ]}
        rows={rows}
        workbook={() => workbookOf("aid_time", question)}
      >
        {passed.length === 0 ? (
          <p className="ink-3 small">{t("statistic:aid.time.none")}</p>
        ) : (
          <WayStrip
            label={title}
            parts={passed.map((value, index) => ({
              key: value.code,
              label: name(value),
              length: figure(value.code, "median_days") ?? 0,
              text: t("statistic:aid.time.part", { days: rows[index]?.[1], late: rows[index]?.[3] }),
            }))}
          />
        )}
      </ChartBox>
    </div>
  );
}
