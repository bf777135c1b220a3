import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { GetDatasetParams } from "@unionhome/client/model";
import { count, MISSING } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { ChartBox } from "../../../../ui/figure/ChartBox";
import { Pyramid } from "../../../../ui/figure/Pyramid";
import { RankedBars } from "../../../../ui/figure/RankedBars";
import { catalogue, figuresOf, workbookOf } from "../../data";
import { addressOf } from "../../links";
import { DIMENSIONS, type StatsSearch } from "../../search";
import { pyramidOf } from "../../shapes";
import { Choice } from "./Choice";

interface AgesProps {
  search: StatsSearch;
  place: string;
}

/** Who the members are by age and sex. */
export function Ages({ search, place }: AgesProps) {
  const { t } = useTranslation();
  const asked: GetDatasetParams = {
    org_id: search.org,
    period: [search.period ?? "now"],
    by: ["sex", "age_band"],
    measures: ["members"],
  };
  const { data } = useQuery(figuresOf("members", asked));
  if (!data) return null;
  const bands = pyramidOf(data);
  const known = data.items.some((item) => item.value !== null);
  return (
    <ChartBox
      title={t("statistic:chart.pyramid")}
      note={t("statistic:unit.person")}
      place={place}
      heads={["", t("ui:pyramid.male"), t("ui:pyramid.female")]}
      rows={bands.map((band) => [band.label, count(band.male), count(band.female)])}
      workbook={() => workbookOf("members", asked)}
    >
      {known ? <Pyramid bands={bands} label={t("statistic:chart.pyramid")} /> : MISSING}
    </ChartBox>
  );
}

interface PartsProps extends AgesProps {
  today: string;
  onSet(next: Partial<StatsSearch>): void;
}

/** What the members are made of, by one thing at a time; each part opens its list. */
export function Parts({ search, place, today, onSet }: PartsProps) {
  const { t, i18n } = useTranslation();
  const dimension = search.parts ?? "education";
  const asked: GetDatasetParams = {
    org_id: search.org,
    period: [search.period ?? "now"],
    by: [dimension],
    measures: ["members"],
  };
  const { data } = useQuery(figuresOf("members", asked));
  const words = useQuery(catalogue).data?.items.find((one) => one.code === "members");
  const values = words?.dimensions.find((one) => one.code === dimension)?.values ?? [];
  const label = (code: string | undefined) => {
    const value = values.find((one) => one.code === code);
    return value ? (i18n.language === "en" ? value.en : value.zh) : code;
  };
  const shown = (data?.items ?? []).filter((item) => item.value);
  return (
    <ChartBox
      title={t("statistic:chart.parts")}
      note={t("statistic:unit.person")}
      place={place}
      heads={[t(`statistic:dimension.${dimension}`), t("statistic:measure.members")]}
      rows={shown.map((item) => [label(item.values[dimension]), count(item.value)])}
      workbook={() => workbookOf("members", asked)}
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
        bars={shown.map((item) => {
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
    </ChartBox>
  );
}
