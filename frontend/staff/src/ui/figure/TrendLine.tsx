import { count } from "@unionhome/words";
import { useWidth } from "./useWidth";

export interface TrendLineProps {
  /** In order; the ends are labelled. */
  points: readonly { label: string; value: number }[];
  label: string;
  height?: number;
}

/** One series with its first value, its last point and its two ends named: no axis, no legend. */
export function TrendLine({ points, label, height = 84 }: TrendLineProps) {
  const [box, width] = useWidth(282);
  const first = points[0];
  const last = points[points.length - 1];
  if (!first || !last) return null;
  const values = points.map((point) => point.value);
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const bottom = height - 24;
  const x = (index: number) => 4 + (index / Math.max(1, points.length - 1)) * (width - 16);
  const y = (value: number) => bottom - 8 - ((value - low) / span) * (bottom - 32);
  return (
    <div ref={box}>
      <svg width={width} height={height} role="img" aria-label={label} fontSize="12" fill="var(--ink-3)">
        <line x1="0" x2={width} y1={bottom + 0.5} y2={bottom + 0.5} stroke="var(--hair)" />
        <polyline
          points={points.map((point, index) => `${x(index).toFixed(1)},${y(point.value).toFixed(1)}`).join(" ")}
          fill="none"
          stroke="var(--s1)"
          strokeWidth="1.5"
          strokeLinejoin="round"
        />
        <circle cx={x(points.length - 1)} cy={y(last.value)} r="3" fill="var(--s1)" />
        <text x="4" y={y(first.value) - 7} fill="var(--ink-2)">
          {count(first.value)}
        </text>
        <text x={width - 4} y={y(last.value) - 8} textAnchor="end" fill="var(--ink)" fontWeight="600">
          {count(last.value)}
        </text>
        <text x="4" y={height - 6}>
          {first.label}
        </text>
        <text x={width - 4} y={height - 6} textAnchor="end">
          {last.label}
        </text>
      </svg>
    </div>
  );
}
