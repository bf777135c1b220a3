import { useQuery } from "@tanstack/react-query";
import type { GetDatasetParams } from "@unionhome/client/model";
import { count, MISSING } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { ChartBox } from "../../../../ui/figure/ChartBox";
import { Pyramid } from "../../../../ui/figure/Pyramid";
import { figuresOf, workbookOf } from "../../data";
import { DIMENSIONS, type StatsSearch, type StatsTree } from "../../search";
import { pyramidOf } from "../../shapes";
import { Choice } from "./Choice";
import { Divided } from "./Divided";

interface AgesProps {
  title: string;
  dataset: "members" | "households";
  measure: string;
  unit: string;
  org?: string;
  tree?: StatsTree;
  period?: string;
  place: string;
}

/** Who they are by age and sex. */
export function Ages({ title, dataset, measure, unit, org, tree, period, place }: AgesProps) {
  const { t } = useTranslation();
  const asked: GetDatasetParams = {
    org_id: org,
    tree,
    period: [period ?? "now"],
    by: ["sex", "age_band"],
    measures: [measure],
  };
  const { data } = useQuery(figuresOf(dataset, asked));
  if (!data) return null;
  const bands = pyramidOf(data);
  const known = data.items.some((item) => item.value !== null);
  return (
    <ChartBox
      title={title}
      note={t(`statistic:unit.${unit}`)}
      place={place}
      heads={["", t("ui:pyramid.male"), t("ui:pyramid.female")]}
      rows={bands.map((band) => [band.label, count(band.male), count(band.female)])}
      workbook={() => workbookOf(dataset, asked)}
    >
      {known ? <Pyramid bands={bands} label={title} /> : MISSING}
    </ChartBox>
  );
}

interface PartsProps {
  search: StatsSearch;
  place: string;
  today: string;
  onSet(next: Partial<StatsSearch>): void;
}

/** What the members are made of, by one thing at a time. */
export function Parts({ search, place, today, onSet }: PartsProps) {
  const { t } = useTranslation();
  const dimension = search.parts ?? "education";
  return (
    <Divided
      dataset="members"
      measure="members"
      dimension={dimension}
      title={t("statistic:chart.parts")}
      unit="person"
      org={search.org}
      tree={search.tree}
      period={search.period}
      place={place}
      today={today}
      more={
        <Choice
          label={t("statistic:chart.parts_by")}
          value={dimension}
          all={DIMENSIONS}
          word={(each) => t(`statistic:dimension.${each}`)}
          onPick={(parts) => onSet({ parts })}
        />
      }
    />
  );
}
