import { count } from "@unionhome/words";
import { useWidth } from "./useWidth";

export interface YearLinesProps {
  /** This year's months so far; null where nothing is known. */
  now: readonly (number | null)[];
  /** All months of the year before. */
  before: readonly (number | null)[];
  names: { now: string; before: string };
  months: (number: number) => string;
  label: string;
  height?: number;
}

const LEFT = 44;
const RIGHT = 12;
const TOP = 18;
const FOOT = 22;

/** This year month by month against the last one: two lines from nothing, named at their ends. */
export function YearLines({ now, before, names, months, label, height = 172 }: YearLinesProps) {
  const [box, width] = useWidth(320);
  const most = Math.max(1, ...now.map((value) => value ?? 0), ...before.map((value) => value ?? 0));
  const step = niceStep(most / 4);
  const top = Math.ceil(most / step) * step;
  const bottom = height - FOOT;
  const x = (index: number) => LEFT + (index / 11) * (width - LEFT - RIGHT);
  const y = (value: number) => bottom - (value / top) * (bottom - TOP);
  const path = (values: readonly (number | null)[]) =>
    values
      .map((value, index) => (value === null ? null : `${x(index).toFixed(1)},${y(value).toFixed(1)}`))
      .filter(Boolean)
      .join(" ");
  const end = lastOf(now);
  const old = lastOf(before);
  // Below its line where that is the lower one, unless the months stand there.
  const under = old && end && old.value < end.value && y(old.value) + 15 < y(0);
  const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
  return (
    <div ref={box}>
      <svg width={width} height={height} role="img" aria-label={label} fontSize="12" fill="var(--ink-3)">
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={width - RIGHT} y1={y(tick) + 0.5} y2={y(tick) + 0.5} stroke="var(--hair)" />
            <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
              {count(tick)}
            </text>
          </g>
        ))}
        <polyline points={path(before)} fill="none" stroke="var(--mark)" strokeWidth="1.25" strokeDasharray="3 3" />
        <polyline points={path(now)} fill="none" stroke="var(--s1)" strokeWidth="1.75" strokeLinejoin="round" />
        {old && (
          <text x={x(old.index)} y={y(old.value) + (under ? 15 : -7)} textAnchor="end">
            {names.before}
          </text>
        )}
        {end && (
          <>
            <circle cx={x(end.index)} cy={y(end.value)} r="3" fill="var(--s1)" />
            <text x={x(end.index) + 4} y={y(end.value) - 8} textAnchor="end" fill="var(--s1)" fontWeight="600">
              {names.now} {count(end.value)}
            </text>
          </>
        )}
        {[0, 2, 4, 6, 8, 10].map((index) => (
          <text key={index} x={x(index)} y={height - 6} textAnchor="middle">
            {months(index + 1)}
          </text>
        ))}
      </svg>
    </div>
  );
}

function lastOf(values: readonly (number | null)[]): { index: number; value: number } | null {
  for (let index = values.length - 1; index >= 0; index--) {
    const value = values[index];
    if (value != null) return { index, value };
  }
  return null;
}

/** 1, 2 or 5 times a power of ten: what an axis counts in. */
export function niceStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, wanted)));
  return (([1, 2, 5] as const).find((step) => step * power >= wanted) ?? 10) * power;
}
