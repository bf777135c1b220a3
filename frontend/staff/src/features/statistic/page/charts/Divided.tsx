import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { GetDatasetParams } from "@unionhome/client/model";
import { MISSING } from "@unionhome/words";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ChartBox } from "../../../../ui/figure/ChartBox";
import { RankedBars } from "../../../../ui/figure/RankedBars";
import { catalogue, figuresOf, workbookOf } from "../../data";
import { addressOf } from "../../links";
import type { StatsTree } from "../../search";
import { type Unit, written } from "../KeyFigures";

interface DividedProps {
  dataset: string;
  measure: string;
  dimension: string;
  title: string;
  unit: Unit;
  org: string | undefined;
  tree?: StatsTree;
  period?: string;
  place: string;
  today: string;
  more?: ReactNode;
}

/** A measure by the values of one dimension, longest first; each part opens its list. */
export function Divided(props: DividedProps) {
  const { dataset, measure, dimension, title, unit, org, tree, period, place, today, more } = props;
  const { t, i18n } = useTranslation();
  const asked: GetDatasetParams = {
    org_id: org,
    tree,
    period: [period ?? "now"],
    by: [dimension],
    measures: [measure],
  };
  const { data } = useQuery(figuresOf(dataset, asked));
  const words = useQuery(catalogue).data?.items.find((one) => one.code === dataset);
  const meant = words?.dimensions.find((one) => one.code === dimension);
  const said = (thing: { zh: string; en: string } | undefined) =>
    (i18n.language === "en" ? thing?.en : thing?.zh) ?? "";
  const label = (code: string | undefined) => said(meant?.values.find((one) => one.code === code)) || code;
  const items = data?.items ?? [];
  const shown = items.filter((item) => item.value);
  const unknown = items.length > 0 && items.every((item) => item.value === null);
  return (
    <ChartBox
      title={title}
      note={t(`statistic:unit.${unit}`)}
      place={place}
      heads={[said(meant), said(words?.measures.find((one) => one.code === measure))]}
      rows={shown.map((item) => [label(item.values[dimension]), written(item.value, unit)])}
      workbook={() => workbookOf(dataset, asked)}
      more={more}
    >
      {unknown ? (
        MISSING
      ) : (
        <RankedBars
          label={title}
          bars={shown.map((item) => {
            const code = item.values[dimension];
            const address = addressOf(item.query, today);
            const text = written(item.value, unit);
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
      )}
    </ChartBox>
  );
}
