import { count } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useWidth } from "./useWidth";

export interface PyramidBand {
  label: string;
  male: number;
  female: number;
}

const BAND = 21;
const BAR = 18;
const MIDDLE = 52;
const LABEL = 40;
/** Between the heading and the oldest. */
const TOP = 6;
/** Wider bars say nothing more. */
const WIDEST = 420;

/** Age and sex: men left, women right, oldest on top. The numbers stand at the bars, so it is its own table. */
export function Pyramid({ bands, label }: { bands: readonly PyramidBand[]; label: string }) {
  const { t } = useTranslation();
  const [box, full] = useWidth(282);
  const width = Math.min(full, WIDEST);
  const centre = width / 2;
  // One scale for both sides, or the eye compares the wrong lengths.
  const most = Math.max(1, ...bands.flatMap((band) => [band.male, band.female]));
  const scale = Math.max(40, centre - MIDDLE / 2 - LABEL) / most;
  const left = centre - MIDDLE / 2;
  const right = centre + MIDDLE / 2;
  const sum = (sex: "male" | "female") => count(bands.reduce((all, band) => all + band[sex], 0));
  const foot = TOP + bands.length * BAND + 18;
  return (
    <div ref={box}>
      <svg width={width} height={foot + 6} role="img" aria-label={label} fontSize="12">
        {bands.map((band, index) => {
          const y = TOP + index * BAND;
          const male = band.male * scale;
          const female = band.female * scale;
          return (
            <g key={band.label} fill="var(--ink-2)">
              <rect x={left - male} y={y} width={male} height={BAR} fill="var(--s1-pale)" />
              <text x={left - male - 5} y={y + 13} textAnchor="end">
                {count(band.male)}
              </text>
              <text x={centre} y={y + 13} textAnchor="middle" fill="var(--ink-3)">
                {band.label}
              </text>
              <rect x={right} y={y} width={female} height={BAR} fill="var(--s1)" />
              <text x={right + female + 5} y={y + 13}>
                {count(band.female)}
              </text>
            </g>
          );
        })}
        <text x={left} y={foot} textAnchor="end" fill="var(--ink)">
          {t("ui:pyramid.male")} {sum("male")}
        </text>
        <text x={right} y={foot} fill="var(--ink)">
          {t("ui:pyramid.female")} {sum("female")}
        </text>
      </svg>
    </div>
  );
}
