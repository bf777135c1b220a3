import type { StatisticFigure, StatisticOut } from "@unionhome/client/model";
import type { PyramidBand } from "../../ui/figure/Pyramid";

const BANDS = [
  ["5", "≥55"],
  ["4", "45–54"],
  ["3", "35–44"],
  ["2", "25–34"],
  ["1", "<25"],
] as const;

/** Members by sex and band of age, oldest on top. */
export function pyramidOf(answer: StatisticOut): PyramidBand[] {
  const of = (sex: string, band: string) =>
    answer.items.find((item) => item.values.sex === sex && item.values.age_band === band)?.value ?? 0;
  return BANDS.map(([band, label]) => ({ label, male: of("male", band), female: of("female", band) }));
}

/** The months that are known, in order. */
export function trendOf(answer: StatisticOut): { label: string; value: number }[] {
  return answer.items.flatMap((item) => (item.value === null ? [] : [{ label: item.period, value: item.value }]));
}

/** The months of a year one upon the other: January, January and February, … */
export function running(answer: StatisticOut, year: number): (number | null)[] {
  let sum = 0;
  return answer.items
    .filter((item) => item.period.startsWith(`${year}-`))
    .map((item) => {
      if (item.value === null) return null;
      sum += item.value;
      return sum;
    });
}

/** Rows of an answer by child: one entry for each unit, its figures by measure. */
export interface UnitFigures {
  key: string;
  id: string;
  name: string;
  itself: boolean;
  figures: Record<string, StatisticFigure>;
}

export function unitsOf(...answers: (StatisticOut | undefined)[]): UnitFigures[] {
  const units = new Map<string, UnitFigures>();
  for (const item of answers.flatMap((answer) => answer?.items ?? [])) {
    const key = `${item.organization_id}${item.itself ? "!" : ""}`;
    const unit = units.get(key) ?? {
      key,
      id: item.organization_id,
      name: item.organization_name,
      itself: item.itself,
      figures: {},
    };
    unit.figures[item.measure] = item;
    units.set(key, unit);
  }
  // What stands with the unit itself comes last, whichever answer told of it first.
  return [...units.values()].sort((a, b) => Number(a.itself) - Number(b.itself));
}
