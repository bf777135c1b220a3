import { useQuery } from "@tanstack/react-query";
import type { GetDatasetParams } from "@unionhome/client/model";
import { count, moneyFigure, yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { ChartBox } from "../../../ui/figure/ChartBox";
import { StackedMonths } from "../../../ui/figure/StackedMonths";
import { catalogue, figuresOf, workbookOf } from "../data";
import { Divided } from "../page/charts/Divided";
import { KeyFigures, type Shown } from "../page/KeyFigures";
import { type Column, UnitTable } from "../page/UnitTable";
import { unitsOf } from "../shapes";
import styles from "../statistic.module.css";
import { Against } from "./Against";
import type { Subject } from "./subject";

const SHOWN: readonly Shown[] = [
  { dataset: "aid_money", measure: "received", unit: "fen", ofYear: true },
  { dataset: "aid_money", measure: "paid", unit: "fen", ofYear: true },
  { dataset: "aid_money", measure: "came_back", unit: "fen", ofYear: true },
  { dataset: "aid_money", measure: "expenses", unit: "fen", ofYear: true },
  { dataset: "aid_money", measure: "reserved", unit: "fen", untold: true },
  { dataset: "aid_money", measure: "left", unit: "fen", untold: true },
  { dataset: "aid_money", measure: "paid_rate", unit: "percent", list: "spent", untold: true },
  { dataset: "aid_money", measure: "households", unit: "household", word: "households_paid", ofYear: true },
];

const COLUMNS: readonly Column[] = [
  { measure: "received", unit: "fen" },
  { measure: "paid", unit: "fen" },
  { measure: "paid_rate", unit: "percent" },
  { measure: "came_back", unit: "fen" },
  { measure: "expenses", unit: "fen" },
  { measure: "reserved", unit: "fen" },
  { measure: "left", unit: "fen" },
  { measure: "given", unit: "fen" },
  { measure: "households", unit: "household", word: "households_paid" },
];

/** The money of aid: what came, went and is left, month by month and union by union (issue 4 section 8). */
export function Money({ org, tree, period, year, place, today, onEnter }: Subject) {
  const asked = { org_id: org, tree, period: [period ?? String(year)] };
  const { t } = useTranslation();
  const whole = useQuery(figuresOf("aid_money", { ...asked, compare: "last_year" })).data;
  const below = useQuery(figuresOf("aid_money", { ...asked, by: ["child"] })).data;
  const shown = SHOWN.map((each) => (period && each.ofYear ? { ...each, ofYear: false } : each));
  const units = unitsOf(below);
  const chart = { dataset: "aid_money", measure: "given", unit: "fen" as const, org, tree, place, today };
  return (
    <section className={styles.subject}>
      <h2>{t("statistic:aid.section.money")}</h2>
      <KeyFigures shown={shown} answers={{ aid_money: whole }} today={today} size={24} />
      <div className={styles.charts}>
        <div className={styles.column}>
          <Months org={org} tree={tree} year={Number((period ?? String(year)).slice(0, 4))} place={place} />
        </div>
        <div className={styles.column}>
          <Against
            dataset="aid_money"
            measure="spent"
            against="received"
            title={t("statistic:aid.money.below")}
            unit="fen"
            word={yuan}
            text={(paid) => short(paid, t)}
            {...{ units, place, asked, onEnter }}
          />
        </div>
        <div className={styles.column}>
          {(["program", "category"] as const).map((each) => (
            <Divided
              key={each}
              dimension={each === "program" ? "program_kind" : each}
              title={t(`statistic:aid.money.${each}`)}
              period={asked.period[0]}
              {...chart}
            />
          ))}
        </div>
      </div>
      <UnitTable columns={COLUMNS} units={units} whole={unitsOf(whole)[0]} today={today} onEnter={onEnter} />
    </section>
  );
}

/** What households were given in each month of a year, by the source of the money. */
function Months({ org, tree, year, place }: Pick<Subject, "org" | "tree" | "year" | "place">) {
  const { t, i18n } = useTranslation();
  const asked: GetDatasetParams = {
    org_id: org,
    tree,
    period: [String(year)],
    by: ["month", "source"],
    measures: ["given"],
  };
  const { data } = useQuery(figuresOf("aid_money", asked));
  const words = useQuery(catalogue).data?.items.find((one) => one.code === "aid_money");
  const sources = words?.dimensions.find((one) => one.code === "source")?.values ?? [];
  const items = data?.items ?? [];
  const stacks = sources
    .map((source) => ({
      key: source.code,
      label: i18n.language === "en" ? source.en : source.zh,
      values: Array.from({ length: 12 }, (_, index) => {
        const month = `${year}-${String(index + 1).padStart(2, "0")}`;
        return items.find((item) => item.period === month && item.values.source === source.code)?.value ?? 0;
      }),
    }))
    .filter((stack) => stack.values.some((value) => value > 0));
  const month = (number: number) => t("statistic:period.month_short", { month: number });
  const title = t("statistic:aid.money.months");
  return (
    <ChartBox
      title={title}
      note={t("statistic:unit.fen")}
      place={place}
      heads={[t("statistic:aid.money.month"), ...stacks.map((stack) => stack.label), t("statistic:table.whole")]}
      rows={Array.from({ length: 12 }, (_, index) => [
        month(index + 1),
        ...stacks.map((stack) => yuan(stack.values[index])),
        yuan(stacks.reduce((sum, stack) => sum + (stack.values[index] ?? 0), 0)),
      ])}
      workbook={() => workbookOf("aid_money", asked)}
    >
      <StackedMonths stacks={stacks} months={month} text={(fen) => short(fen, t)} label={title} />
    </ChartBox>
  );
}

/** 12.5万, or the yuan of a small sum: what stands over a bar has little room. */
function short(fen: number, t: (key: string) => string): string {
  const figure = moneyFigure(fen);
  return figure.unit === "wan_yuan" ? `${figure.value}${t("statistic:unit.wan_short")}` : count(Math.round(fen / 100));
}
