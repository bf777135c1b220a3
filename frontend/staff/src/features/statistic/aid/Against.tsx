import type { GetDatasetParams } from "@unionhome/client/model";
import { useTranslation } from "react-i18next";
import { ChartBox } from "../../../ui/figure/ChartBox";
import { RankedBars } from "../../../ui/figure/RankedBars";
import { workbookOf } from "../data";
import type { UnitFigures } from "../shapes";
import styles from "../statistic.module.css";

/** More bars than a column holds say less than the table below. */
const BARS = 16;

interface AgainstProps {
  dataset: "aid_money" | "visits" | "protection_coverage";
  /** The bar, and what it is held against: a tick on it. */
  measure: string;
  against: string;
  title: string;
  unit: "fen" | "household" | "person";
  units: readonly UnitFigures[];
  place: string;
  asked: GetDatasetParams;
  /** How a figure stands in the table. */
  word(value: number | null | undefined): string;
  /** What stands over a bar. */
  text(value: number, against: number): string;
  onEnter(org: string): void;
}

/** One measure of each union below, the most first, with the tick of what it is held against. */
export function Against(props: AgainstProps) {
  const { dataset, measure, against, title, unit, units, place, asked, word, text, onEnter } = props;
  const { t } = useTranslation();
  const below = units.filter((each) => !each.itself);
  const told = below
    .map((each) => ({ ...each, is: each.figures[measure]?.value ?? 0, of: each.figures[against]?.value ?? 0 }))
    .filter((each) => each.is !== 0 || each.of !== 0)
    .sort((a, b) => b.is - a.is);
  return (
    <ChartBox
      title={title}
      note={t(`statistic:unit.${unit}`)}
      place={place}
      heads={["", t(`statistic:measure.${measure}`), t(`statistic:measure.${against}`)]}
      rows={told.map((each) => [each.name, word(each.figures[measure]?.value), word(each.figures[against]?.value)])}
      workbook={() => workbookOf(dataset, { ...asked, by: ["child"], measures: [measure, against] })}
    >
      {told.length === 0 ? (
        <p className="ink-3 small">{t(`statistic:chart.${below.length === 0 ? "nothing_below" : "nothing_yet"}`)}</p>
      ) : (
        <RankedBars
          label={title}
          bars={told.slice(0, BARS).map((each) => ({
            key: each.key,
            label: (
              <button type="button" className={styles.enter} title={each.name} onClick={() => onEnter(each.id)}>
                {each.name}
              </button>
            ),
            value: each.is,
            text: text(each.is, each.of),
            before: Math.max(0, each.of),
          }))}
        />
      )}
      <p className={styles.foot}>
        {told.length > 0 && <span className={styles.tick}>{t(`statistic:measure.${against}`)}</span>}
        {told.length > BARS && t("statistic:chart.first", { n: BARS, all: told.length })}
      </p>
    </ChartBox>
  );
}
