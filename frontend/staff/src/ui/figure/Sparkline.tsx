export interface SparklineProps {
  values: readonly number[];
  width?: number;
  height?: number;
  /** Spoken: what the line says. Without it, it decorates the figure beside it. */
  label?: string;
}

/** A trend without axes; its last point is the figure beside it. */
export function Sparkline({ values, width = 96, height = 28, label }: SparklineProps) {
  const last = values[values.length - 1];
  if (last === undefined) return null;
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const inset = 3;
  const x = (index: number) => inset + (index / Math.max(1, values.length - 1)) * (width - 2 * inset);
  const y = (value: number) => height - inset - ((value - low) / span) * (height - 2 * inset);
  return (
    <svg
      width={width}
      height={height}
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <polyline
        points={values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(" ")}
        fill="none"
        stroke="var(--s1)"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <circle cx={x(values.length - 1)} cy={y(last)} r="2.5" fill="var(--s1)" />
    </svg>
  );
}
