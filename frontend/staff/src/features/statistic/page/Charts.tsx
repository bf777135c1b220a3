import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { StatisticOut } from "@unionhome/client/model";
import { count, MISSING } from "@unionhome/words";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { Pyramid } from "../../../ui/figure/Pyramid";
import { RankedBars } from "../../../ui/figure/RankedBars";
import { TrendLine } from "../../../ui/figure/TrendLine";
import { YearLines } from "../../../ui/figure/YearLines";
import { Section } from "../../../ui/record/Section";
import { catalogue, figuresOf } from "../data";
import { addressOf } from "../links";
import { DIMENSIONS, MEASURES, type StatsSearch } from "../search";
import { pyramidOf, running, trendOf, type UnitFigures } from "../shapes";
import styles from "../statistic.module.css";
import { written } from "./KeyFigures";

interface ChartsProps {
  search: StatsSearch;
  units: readonly UnitFigures[];
  year: number;
  trend: StatisticOut | undefined;
  today: string;
  onSet(next: Partial<StatsSearch>): void;
}

/** More bars than a column holds say less than the table below. */
const BARS = 16;

export function Charts({ search, units, year, trend, today, onSet }: ChartsProps) {
  return (
    <div className={styles.charts}>
      <Below search={search} units={units} onSet={onSet} />
      <div className={styles.column}>
        <Joined search={search} year={year} />
        <Trend trend={trend} />
      </div>
      <div className={styles.column}>
        <Ages search={search} />
        <Parts search={search} today={today} onSet={onSet} />
      </div>
    </div>
  );
}

/** One measure of all that stands below, longest first, with the tick of last year. */
function Below({ search, units, onSet }: Pick<ChartsProps, "search" | "units" | "onSet">) {
  const { t } = useTranslation();
  const measure = search.bars ?? "members";
  const unit = measure === "members" ? "person" : "percent";
  const told = units.filter((each) => {
    const figure = each.figures[measure];
    return !each.itself && figure?.value != null && (figure.value > 0 || Boolean(figure.before));
  });
  const shown = [...told]
    .sort((a, b) => (b.figures[measure]?.value ?? 0) - (a.figures[measure]?.value ?? 0))
    .slice(0, BARS);
  const ticked = shown.some((each) => each.figures[measure]?.before != null);
  return (
    <Section
      title={t("statistic:chart.below")}
      note={t(`statistic:unit.${unit}`)}
      more={
        <Choice
          label={t("statistic:chart.measure")}
          value={measure}
          all={MEASURES}
          word={(each) => t(`statistic:measure.${each}`)}
          onPick={(bars) => onSet({ bars })}
        />
      }
    >
      {shown.length === 0 ? (
        <p className="ink-3 small">{t("statistic:chart.nothing_below")}</p>
      ) : (
        <RankedBars
          label={t("statistic:chart.below")}
          most={
            unit === "percent" ? Math.max(100, ...shown.map((each) => each.figures[measure]?.value ?? 0)) : undefined
          }
          bars={shown.map((each) => {
            const figure = each.figures[measure];
            return {
              key: each.key,
              label: (
                <button
                  type="button"
                  className={styles.enter}
                  title={each.name}
                  onClick={() => onSet({ org: each.id })}
                >
                  {each.name}
                </button>
              ),
              value: figure?.value ?? 0,
              text: written(figure?.value, unit),
              before: figure?.before,
            };
          })}
        />
      )}
      <p className={styles.foot}>
        {ticked && <span className={styles.tick}>{t("statistic:compare.tick")}</span>}
        {told.length > BARS && t("statistic:chart.first", { n: BARS, all: told.length })}
      </p>
    </Section>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  all: readonly T[];
  word(value: T): string;
  onPick(value: T): void;
}

function Choice<T extends string>({ label, value, all, word, onPick }: ChoiceProps<T>) {
  return (
    <select
      className={styles.choice}
      aria-label={label}
      value={value}
      onChange={(event) => onPick(event.target.value as T)}
    >
      {all.map((each) => (
        <option key={each} value={each}>
          {word(each)}
        </option>
      ))}
    </select>
  );
}

/** Who joined, month upon month, against the year before; as a table on demand. */
function Joined({ search, year }: Pick<ChartsProps, "search" | "year">) {
  const { t } = useTranslation();
  const { data } = useQuery(
    figuresOf("member_changes", {
      org_id: search.org,
      by: ["month"],
      measures: ["joined"],
      period: [String(year - 1), String(year)],
    }),
  );
  if (!data) return null;
  const now = running(data, year);
  const before = running(data, year - 1);
  const months = Array.from({ length: 12 }, (_, index) => index);
  const names = {
    now: t("statistic:period.year", { year }),
    before: t("statistic:period.year", { year: year - 1 }),
  };
  const month = (number: number) => t("statistic:period.month_short", { month: number });
  return (
    <WithTable
      title={t("statistic:chart.joined")}
      note={t("statistic:unit.person")}
      heads={["", names.before, names.now]}
      rows={months.map((index) => [month(index + 1), count(before[index]), count(now[index])])}
    >
      <YearLines now={now} before={before} names={names} months={month} label={t("statistic:chart.joined")} />
    </WithTable>
  );
}

function Trend({ trend }: { trend: StatisticOut | undefined }) {
  const { t } = useTranslation();
  const points = trend ? trendOf(trend) : [];
  if (points.length < 2) return null;
  return (
    <WithTable
      title={t("statistic:chart.members")}
      note={t("statistic:unit.person")}
      heads={["", t("statistic:measure.members")]}
      rows={points.map((point) => [point.label, count(point.value)])}
    >
      <TrendLine points={points} label={t("statistic:chart.members")} height={104} />
    </WithTable>
  );
}

interface WithTableProps {
  title: string;
  note: string;
  heads: readonly string[];
  rows: readonly (readonly string[])[];
  children: ReactNode;
}

/** A chart, or its numbers. */
function WithTable({ title, note, heads, rows, children }: WithTableProps) {
  const { t } = useTranslation();
  const [table, setTable] = useState(false);
  return (
    <Section
      title={title}
      note={note}
      more={
        <Button kind="text" onClick={() => setTable(!table)}>
          {t(table ? "statistic:chart.as_chart" : "statistic:chart.as_table")}
        </Button>
      }
    >
      {table ? (
        <div className={styles.numbers}>
          <table className={styles.sheet}>
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col" data-end={head !== "" || undefined}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([name, ...values]) => (
                <tr key={name}>
                  <td>{name}</td>
                  {values.map((value, index) => (
                    <td key={heads[index + 1]} data-end>
                      {value}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        children
      )}
    </Section>
  );
}

function Ages({ search }: { search: StatsSearch }) {
  const { t } = useTranslation();
  const { data } = useQuery(
    figuresOf("members", { org_id: search.org, period: [search.period ?? "now"], by: ["sex", "age_band"] }),
  );
  if (!data) return null;
  const known = data.items.some((item) => item.value !== null);
  return (
    <Section title={t("statistic:chart.pyramid")} note={t("statistic:unit.person")}>
      {known ? <Pyramid bands={pyramidOf(data)} label={t("statistic:chart.pyramid")} /> : MISSING}
    </Section>
  );
}

/** What the members are made of, by one thing at a time; each part opens its list. */
function Parts({ search, today, onSet }: Pick<ChartsProps, "search" | "today" | "onSet">) {
  const { t, i18n } = useTranslation();
  const dimension = search.parts ?? "education";
  const { data } = useQuery(
    figuresOf("members", { org_id: search.org, period: [search.period ?? "now"], by: [dimension] }),
  );
  const words = useQuery(catalogue).data?.items.find((one) => one.code === "members");
  const values = words?.dimensions.find((one) => one.code === dimension)?.values ?? [];
  const label = (code: string | undefined) => {
    const value = values.find((one) => one.code === code);
    return value ? (i18n.language === "en" ? value.en : value.zh) : code;
  };
  return (
    <Section
      title={t("statistic:chart.parts")}
      note={t("statistic:unit.person")}
      more={
        <Choice
          label={t("statistic:chart.parts_by")}
          value={dimension}
          all={DIMENSIONS}
          word={(each) => t(`statistic:dimension.${each}`)}
          onPick={(parts) => onSet({ parts })}
        />
      }
    >
      <RankedBars
        label={t("statistic:chart.parts")}
        bars={(data?.items ?? [])
          .filter((item) => item.value)
          .map((item) => {
            const code = item.values[dimension];
            const address = addressOf(item.query, today);
            const text = count(item.value);
            return {
              key: code ?? "",
              label: label(code),
              value: item.value ?? 0,
              text: address ? (
                <Link to={address.to as never} search={address.search as never}>
                  {text}
                </Link>
              ) : (
                text
              ),
            };
          })}
      />
    </Section>
  );
}
