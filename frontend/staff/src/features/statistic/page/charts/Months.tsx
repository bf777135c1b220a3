import { useQuery } from "@tanstack/react-query";
import type { GetDatasetParams, StatisticOut } from "@unionhome/client/model";
import { count } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { ChartBox } from "../../../../ui/figure/ChartBox";
import { TrendLine } from "../../../../ui/figure/TrendLine";
import { YearLines } from "../../../../ui/figure/YearLines";
import { figuresOf, workbookOf } from "../../data";
import type { StatsTree } from "../../search";
import { running, trendOf } from "../../shapes";

interface RunningProps {
  dataset: string;
  measure: string;
  title: string;
  unit: "person" | "household";
  org: string | undefined;
  tree?: StatsTree;
  year: number;
  place: string;
}

/** What came within the year, month upon month, against the year before. */
export function Running({ dataset, measure, title, unit, org, tree, year, place }: RunningProps) {
  const { t } = useTranslation();
  const asked: GetDatasetParams = {
    org_id: org,
    tree,
    by: ["month"],
    measures: [measure],
    period: [String(year - 1), String(year)],
  };
  const { data } = useQuery(figuresOf(dataset, asked));
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
    <ChartBox
      title={title}
      note={t(`statistic:unit.${unit}`)}
      place={place}
      heads={["", names.before, names.now]}
      rows={months.map((index) => [month(index + 1), count(before[index]), count(now[index])])}
      workbook={() => workbookOf(dataset, asked)}
    >
      <YearLines now={now} before={before} names={names} months={month} label={title} />
    </ChartBox>
  );
}

interface TrendProps {
  trend: StatisticOut | undefined;
  asked: GetDatasetParams;
  place: string;
}

/** How many members there were at the end of each month. */
export function Trend({ trend, asked, place }: TrendProps) {
  const { t } = useTranslation();
  const points = trend ? trendOf(trend) : [];
  if (points.length < 2) return null;
  return (
    <ChartBox
      title={t("statistic:chart.members")}
      note={t("statistic:unit.person")}
      place={place}
      heads={["", t("statistic:measure.members")]}
      rows={points.map((point) => [point.label, count(point.value)])}
      workbook={() => workbookOf("members", asked)}
    >
      <TrendLine points={points} label={t("statistic:chart.members")} height={104} />
    </ChartBox>
  );
}
