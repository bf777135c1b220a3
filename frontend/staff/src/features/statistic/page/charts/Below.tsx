import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { GetDatasetParams, TileMapOut } from "@unionhome/client/model";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/button/Button";
import { ChartBox } from "../../../../ui/figure/ChartBox";
import { CountyTiles, placeName } from "../../../../ui/figure/CountyTiles";
import { RankedBars } from "../../../../ui/figure/RankedBars";
import { placesOf, STATISTICS, tileMapOf, workbookOf } from "../../data";
import { MEASURES, type StatsSearch } from "../../search";
import type { UnitFigures } from "../../shapes";
import styles from "../../statistic.module.css";
import { written } from "../KeyFigures";
import { Choice } from "./Choice";
import { TileEditor } from "./TileEditor";

interface BelowProps {
  search: StatsSearch;
  units: readonly UnitFigures[];
  /** The name and the id of the union whose figures these are. */
  place: string;
  placeId: string;
  onSet(next: Partial<StatsSearch>): void;
  onEnter(org: string): void;
}

/** More bars than a column holds say less than the table below. */
const BARS = 16;
/** More squares than a city has counties are no map. */
const TILES = 36;

export const unitOf = (measure: string): "person" | "percent" => (measure === "members" ? "person" : "percent");

function useBelow({ search, units, onSet }: Omit<BelowProps, "place" | "placeId" | "onEnter">) {
  const { t } = useTranslation();
  const measure = search.bars ?? "members";
  const told = units.filter((each) => {
    const figure = each.figures[measure];
    return !each.itself && figure?.value != null && (figure.value > 0 || Boolean(figure.before));
  });
  const sorted = [...told].sort((a, b) => (b.figures[measure]?.value ?? 0) - (a.figures[measure]?.value ?? 0));
  const unit = unitOf(measure);
  const asked: GetDatasetParams = {
    org_id: search.org,
    tree: search.tree,
    period: [search.period ?? "now"],
    by: ["child"],
    measures: [measure],
    compare: "last_year",
  };
  return {
    measure,
    unit,
    told,
    sorted,
    table: {
      heads: ["", t(`statistic:measure.${measure}`), t("statistic:compare.tick")],
      rows: sorted.map((each) => [
        each.name,
        written(each.figures[measure]?.value, unit),
        written(each.figures[measure]?.before, unit),
      ]),
      workbook: () => workbookOf("members", asked),
    },
    more: (
      <Choice
        label={t("statistic:chart.measure")}
        value={measure}
        all={MEASURES}
        word={(each) => t(`statistic:measure.${each}`)}
        onPick={(bars) => onSet({ bars })}
      />
    ),
  };
}

/** One measure of all that stands below, longest first, with the tick of last year. */
export function BelowBars(props: BelowProps) {
  const { t } = useTranslation();
  const { measure, unit, told, sorted, table, more } = useBelow(props);
  const shown = sorted.slice(0, BARS);
  const ticked = shown.some((each) => each.figures[measure]?.before != null);
  return (
    <ChartBox
      title={t("statistic:chart.below")}
      note={t(`statistic:unit.${unit}`)}
      more={more}
      place={props.place}
      {...table}
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
                <button type="button" className={styles.enter} title={each.name} onClick={() => props.onEnter(each.id)}>
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
    </ChartBox>
  );
}

/** The units that are places of the map and have a figure of the measure. */
export function tilesOf(map: TileMapOut | undefined, units: readonly UnitFigures[], measure: string) {
  const places = new Set(map?.tiles.map((tile) => tile.organization_id));
  return units.filter((each) => !each.itself && places.has(each.id) && each.figures[measure]?.value != null);
}

/** The same measure on a square for each place: equal weight, no borders to quarrel about. */
export function BelowTiles(props: BelowProps) {
  const { t } = useTranslation();
  const { measure, unit, table } = useBelow(props);
  const queries = useQueryClient();
  const map = useQuery(tileMapOf(props.placeId)).data;
  const [arranging, setArranging] = useState(false);
  const shown = tilesOf(map, props.units, measure);
  if (shown.length < 2 || shown.length > TILES) return null;
  const draws = map?.steps.some((step) => step.step === "draw" && step.allowed);
  return (
    <ChartBox
      title={t("statistic:chart.tiles", { measure: t(`statistic:measure.${measure}`) })}
      note={t(`statistic:unit.${unit}`)}
      place={props.place}
      more={
        draws && (
          <Button kind="text" onClick={() => setArranging(true)}>
            {t("statistic:tiles.verb")}
          </Button>
        )
      }
      {...table}
    >
      <CountyTiles
        places={placesOf(map)}
        label={t("statistic:chart.tiles", { measure: t(`statistic:measure.${measure}`) })}
        tiles={shown.map((each) => ({
          key: each.id,
          name: placeName(each.name, t("ui:tile.endings")),
          value: each.figures[measure]?.value ?? null,
          text: written(each.figures[measure]?.value, unit),
        }))}
        onEnter={props.onEnter}
      />
      {arranging && map && (
        <TileEditor
          map={map}
          units={map.tiles.map((tile) => ({ id: tile.organization_id, name: tile.name }))}
          onClose={() => setArranging(false)}
          onDone={() => {
            setArranging(false);
            void queries.invalidateQueries({ queryKey: [STATISTICS, "tiles"] });
          }}
        />
      )}
    </ChartBox>
  );
}
