import type { PeersOut, StatisticFigure, StatisticOut } from "@unionhome/client/model";
import { change, count, MISSING, moneyFigure, yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { OverFull } from "../../../ui/figure/OverFull";
import { Stat, StatRow } from "../../../ui/figure/Stat";
import { figureIn } from "../data";
import { addressOf } from "../links";
import { Meaning } from "./Meaning";

/** What is counted; amounts are fen on the wire and yuan on the screen. */
export type Unit = "person" | "organization" | "household" | "percent" | "fen" | "payment" | "case" | "working_day";

export interface Shown {
  dataset: string;
  measure: string;
  unit: Unit;
  /** Its word, where another dataset has a measure of the same name. */
  word?: string;
  /** The measure whose list is opened; a rate has none of its own. */
  list?: string;
  /** Of the running year: held against the whole year before, which has all its months. */
  ofYear?: boolean;
  /** Not held against a year ago. */
  untold?: boolean;
  /** Which way is the good one, where it is not more. */
  better?: "fewer" | "neither";
}

interface KeyFiguresProps {
  shown: readonly Shown[];
  answers: Record<string, StatisticOut | undefined>;
  peers?: PeersOut;
  today: string;
  size: 24 | 28;
}

/** Figures of the place, each a link to its list, with what it was a year ago and what it means. */
export function KeyFigures({ shown, answers, peers, today, size }: KeyFiguresProps) {
  const { t } = useTranslation();
  return (
    <StatRow size={size}>
      {shown.map((each) => {
        const answer = answers[each.dataset];
        const figure = figureIn(answer, each.measure);
        const address = addressOf(figureIn(answer, each.list ?? each.measure)?.query, today);
        return (
          <Stat
            key={`${each.dataset}.${each.measure}`}
            label={t(`statistic:measure.${each.word ?? each.measure}`)}
            value={each.unit === "fen" ? moneyFigure(figure?.value).value : written(figure?.value, each.unit)}
            unit={figure?.value == null ? undefined : t(`statistic:unit.${large(figure.value, each.unit)}`)}
            exact={each.unit === "fen" ? moneyFigure(figure?.value).exact : undefined}
            mark={each.unit === "percent" && <OverFull value={figure?.value} org={answer?.organization_id} />}
            note={
              figure && (
                <>
                  {each.ofYear && t("statistic:compare.year_before", { n: written(figure.before, each.unit) })}
                  {!each.untold && !each.ofYear && <Compared figure={figure} unit={each.unit} better={each.better} />}
                  <Peers peers={peers} name={`${each.dataset}.${each.measure}`} unit={each.unit} />
                </>
              )
            }
            to={address?.to as never}
            search={address?.search as never}
            about={<Meaning dataset={each.dataset} measure={each.measure} period={answer?.periods[0]} />}
          />
        );
      })}
    </StatRow>
  );
}

/** A rate with one decimal, days with one where they need it, an amount to the fen, a count with its groups. */
export function written(value: number | null | undefined, unit: string): string {
  if (value == null) return MISSING;
  if (unit === "fen") return yuan(value);
  if (unit === "working_day") return count(Math.round(value * 10) / 10);
  return unit === "percent" ? value.toFixed(1) : count(value);
}

/** Large amounts are said in 万元. */
const large = (value: number, unit: Unit): string => (unit === "fen" ? moneyFigure(value).unit : unit);

/** 比去年同期 +3.9%; of rates in percentage points. */
function Compared({ figure, unit, better }: { figure: StatisticFigure; unit: string; better: Shown["better"] }) {
  const { t } = useTranslation();
  const { value, before } = figure;
  if (value == null || before == null || (unit !== "percent" && before === 0)) return t("statistic:compare.none");
  const more = unit === "percent" ? value - before : (100 * (value - before)) / before;
  const rounded = Math.round(more * 10) / 10;
  const good = rounded === 0 || better === "neither" ? "" : rounded > 0 === (better !== "fewer") ? "good" : "bad";
  return (
    <span title={t("statistic:compare.before", { n: written(before, unit) })}>
      {t("statistic:compare.last_year")} <b className={good}>{signed(rounded)}</b>{" "}
      {t(unit === "percent" ? "statistic:compare.points" : "statistic:compare.percent")}
    </span>
  );
}

/** 同级中位数 92.1: of unions of the same level and kind; nothing where there are too few. */
function Peers({ peers, name, unit }: { peers: PeersOut | undefined; name: string; unit: string }) {
  const { t } = useTranslation();
  const found = peers?.items.find((item) => item.figure === name);
  if (found?.median == null) return null;
  return (
    <span title={t("statistic:peers.about", { n: found.peers, on: peers?.on })}>
      {" "}
      {t("statistic:peers.median", { n: written(found.median, unit) })}
    </span>
  );
}

/** +1.2, −0.3, 0 */
export const signed = (value: number): string =>
  Number.isInteger(value) ? change(value) : value > 0 ? `+${value.toFixed(1)}` : `−${(-value).toFixed(1)}`;
