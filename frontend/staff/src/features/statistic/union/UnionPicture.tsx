import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { change } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { Pyramid } from "../../../ui/figure/Pyramid";
import { TrendLine } from "../../../ui/figure/TrendLine";
import type { PanelProps } from "../../../ui/page/outlet";
import { useAccess, useScope } from "../../../ui/page/person";
import { Section } from "../../../ui/record/Section";
import { figuresOf } from "../data";
import { pyramidOf, trendOf } from "../shapes";

const YEARS = 3;

/** On a union's page: who its members are by age and sex, and how many they were, month by month. */
export function UnionPicture({ id }: PanelProps) {
  const { t } = useTranslation();
  const may = useAccess();
  const { year } = useScope();
  const enabled = may.seeStatistics;
  const ages = useQuery({ ...figuresOf("members", { org_id: id, by: ["sex", "age_band"] }), enabled }).data;
  const years = Array.from({ length: YEARS }, (_, index) => String(year - YEARS + 1 + index));
  const months = useQuery({
    ...figuresOf("members", { org_id: id, by: ["month"], measures: ["members"], period: years }),
    enabled,
  }).data;
  const trend = months ? trendOf(months) : [];
  const first = trend[0];
  const last = trend.at(-1);
  if (!ages) return null;
  return (
    <>
      <Section
        title={t("statistic:chart.pyramid")}
        note={t("statistic:unit.person")}
        more={
          <Link className="small" to={"/stats" as never} search={{ org: id } as never}>
            {t("statistic:more")}
          </Link>
        }
      >
        <Pyramid bands={pyramidOf(ages)} label={t("statistic:chart.pyramid")} />
      </Section>
      {first && last && trend.length > 1 && (
        <Section
          title={t("statistic:chart.members")}
          note={t("statistic:chart.since", { month: first.label, n: change(last.value - first.value) })}
        >
          <TrendLine points={trend} label={t("statistic:chart.members")} />
        </Section>
      )}
    </>
  );
}
