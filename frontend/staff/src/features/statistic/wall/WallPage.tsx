import { useQuery } from "@tanstack/react-query";
import type { StatisticOut } from "@unionhome/client/model";
import { moment } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { CountyTiles, placeName } from "../../../ui/figure/CountyTiles";
import { Pyramid } from "../../../ui/figure/Pyramid";
import { RankedBars } from "../../../ui/figure/RankedBars";
import { TrendLine } from "../../../ui/figure/TrendLine";
import { figureIn, placesOf, tileMapOf } from "../data";
import { tilesOf } from "../page/charts/Below";
import { type Shown, written } from "../page/KeyFigures";
import { MEASURES } from "../search";
import { pyramidOf, trendOf, type UnitFigures } from "../shapes";
import { type Slide, Wall } from "./Wall";
import styles from "./wall.module.css";

interface WallPageProps {
  shown: readonly Shown[];
  answers: Record<string, StatisticOut | undefined>;
  units: readonly UnitFigures[];
  placeId: string | undefined;
  trend: StatisticOut | undefined;
  ages: StatisticOut | undefined;
  onLeave(): void;
}

/** More bars are not read from afar. */
const BARS = 12;

/** The statistics of a place as slides (`?mode=wall`): key figures, the places below by each measure, trend, ages. */
export function WallPage({ shown, answers, units, placeId, trend, ages, onLeave }: WallPageProps) {
  const { t } = useTranslation();
  const map = useQuery({ ...tileMapOf(placeId ?? ""), enabled: placeId !== undefined }).data;
  const whole = answers.members;
  const points = trend ? trendOf(trend) : [];
  const slides: Slide[] = [
    {
      key: "figures",
      title: t("statistic:wall.figures"),
      body: (
        <dl className={styles.figures}>
          {shown.map((each) => {
            const figure = figureIn(answers[each.dataset], each.measure);
            return (
              <div key={`${each.dataset}.${each.measure}`}>
                <dt>{t(`statistic:measure.${each.measure}`)}</dt>
                <dd>
                  {written(figure?.value, each.unit)}
                  <small>{t(`statistic:unit.${each.unit}`)}</small>
                </dd>
              </div>
            );
          })}
        </dl>
      ),
    },
  ];
  for (const measure of MEASURES) {
    const unit = measure === "members" ? "person" : "percent";
    const told = tilesOf(map, units, measure);
    if (told.length < 2) continue;
    const sorted = [...told].sort((a, b) => (b.figures[measure]?.value ?? 0) - (a.figures[measure]?.value ?? 0));
    slides.push({
      key: measure,
      title: t("statistic:chart.tiles", { measure: t(`statistic:measure.${measure}`) }),
      body: (
        <div className={styles.two}>
          <CountyTiles
            places={placesOf(map)}
            label={t(`statistic:measure.${measure}`)}
            tiles={told.map((each) => ({
              key: each.id,
              name: placeName(each.name, t("ui:tile.endings")),
              value: each.figures[measure]?.value ?? null,
              text: written(each.figures[measure]?.value, unit),
            }))}
          />
          <RankedBars
            label={t(`statistic:measure.${measure}`)}
            bars={sorted.slice(0, BARS).map((each) => ({
              key: each.key,
              label: placeName(each.name, t("ui:tile.endings")),
              value: each.figures[measure]?.value ?? 0,
              text: written(each.figures[measure]?.value, unit),
              before: each.figures[measure]?.before,
            }))}
          />
        </div>
      ),
    });
  }
  if (points.length > 1)
    slides.push({
      key: "trend",
      title: t("statistic:chart.members"),
      body: <TrendLine points={points} label={t("statistic:chart.members")} height={280} />,
    });
  if (ages)
    slides.push({
      key: "ages",
      title: t("statistic:chart.pyramid"),
      body: <Pyramid bands={pyramidOf(ages)} label={t("statistic:chart.pyramid")} />,
    });
  return (
    <Wall
      place={whole?.organization_name ?? ""}
      note={whole && t("statistic:as_of", { time: moment(whole.as_of) })}
      slides={slides}
      onLeave={onLeave}
    />
  );
}
