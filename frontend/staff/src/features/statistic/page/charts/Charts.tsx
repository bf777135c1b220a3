import type { GetDatasetParams, StatisticOut } from "@unionhome/client/model";
import { useTranslation } from "react-i18next";
import type { StatsSearch } from "../../search";
import type { UnitFigures } from "../../shapes";
import styles from "../../statistic.module.css";
import { BelowBars, BelowTiles } from "./Below";
import { Ages, Parts } from "./Made";
import { Running, Trend } from "./Months";

interface ChartsProps {
  search: StatsSearch;
  units: readonly UnitFigures[];
  year: number;
  trend: StatisticOut | undefined;
  trendAsked: GetDatasetParams;
  place: string;
  placeId: string;
  today: string;
  /** Squares are places of the territory. */
  byLine: boolean;
  onSet(next: Partial<StatsSearch>): void;
  onEnter(org: string): void;
}

/** The charts of a place: those below it as squares and as bars, how it moved, who its members are. */
export function Charts(props: ChartsProps) {
  const { search, units, year, trend, trendAsked, place, placeId, today, byLine, onSet, onEnter } = props;
  const { t } = useTranslation();
  return (
    <div className={styles.charts}>
      <div className={styles.column}>
        {!byLine && <BelowTiles {...{ search, units, place, placeId, onSet, onEnter }} />}
        <BelowBars {...{ search, units, place, placeId, onSet, onEnter }} />
      </div>
      <div className={styles.column}>
        <Running
          dataset="member_changes"
          measure="joined"
          title={t("statistic:chart.joined")}
          unit="person"
          org={search.org}
          tree={search.tree}
          year={year}
          place={place}
        />
        <Trend trend={trend} asked={trendAsked} place={place} />
      </div>
      <div className={styles.column}>
        <Ages
          title={t("statistic:chart.pyramid")}
          dataset="members"
          measure="members"
          unit="person"
          org={search.org}
          tree={search.tree}
          period={search.period}
          place={place}
        />
        <Parts search={search} place={place} today={today} onSet={onSet} />
      </div>
    </div>
  );
}
