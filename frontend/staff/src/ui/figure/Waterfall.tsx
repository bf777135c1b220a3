import { useWidth } from "./useWidth";

export interface Fall {
  key: string;
  label: string;
  /** A sum that stands on the ground, or a change that begins where the last one ended. */
  kind: "sum" | "change";
  value: number;
  /** Promised and not gone yet: hatched. */
  open?: boolean;
}

const HEIGHT = 188;
const TOP = 22;
const FOOT = 26;

interface WaterfallProps {
  falls: readonly Fall[];
  /** An amount as it stands over its bar; what is added gets its sign. */
  text(value: number): string;
  label: string;
}

/** From a sum to a sum, step by step: what is added goes up, what is taken goes down, below the line is too much. */
export function Waterfall({ falls, text, label }: WaterfallProps) {
  const [box, width] = useWidth(720);
  let at = 0;
  const bars = falls.map((fall) => {
    const from = fall.kind === "sum" ? 0 : at;
    at = fall.kind === "sum" ? fall.value : at + fall.value;
    return { ...fall, from, to: at };
  });
  const most = Math.max(1, ...bars.map((bar) => Math.max(bar.from, bar.to)));
  const least = Math.min(0, ...bars.map((bar) => Math.min(bar.from, bar.to)));
  const y = (value: number) => TOP + ((most - value) / (most - least)) * (HEIGHT - TOP - FOOT);
  const step = width / Math.max(1, bars.length);
  return (
    <div ref={box}>
      <svg width={width} height={HEIGHT} role="img" aria-label={label} fontSize="12" fill="var(--ink-3)">
        <defs>
          <pattern id="waterfall-open" width="6" height="6" patternTransform="rotate(45)" patternUnits="userSpaceOnUse">
            <rect width="6" height="6" fill="var(--head)" />
            <rect width="3" height="6" fill="var(--s1)" />
          </pattern>
        </defs>
        <line x1="0" x2={width} y1={y(0) + 0.5} y2={y(0) + 0.5} stroke="var(--hair)" />
        {bars.map((bar, index) => {
          const middle = (index + 0.5) * step;
          const [high, low] = [Math.max(bar.from, bar.to), Math.min(bar.from, bar.to)];
          const next = bars[index + 1];
          return (
            <g key={bar.key}>
              <rect
                x={middle - 0.3 * step}
                y={y(high)}
                width={0.6 * step}
                height={Math.max(1, y(low) - y(high))}
                fill={fillOf(bar)}
              />
              {next && (
                <line
                  x1={middle + 0.3 * step}
                  x2={middle + 0.7 * step}
                  y1={y(bar.to) + 0.5}
                  y2={y(bar.to) + 0.5}
                  stroke="var(--ink-3)"
                  strokeDasharray="2 2"
                />
              )}
              <text
                x={middle}
                y={y(high) - 6}
                textAnchor="middle"
                fill={bar.kind === "sum" && bar.value < 0 ? "var(--warning)" : "var(--ink)"}
              >
                {bar.kind === "change" && bar.value > 0 && "+"}
                {text(bar.value)}
              </text>
              <text x={middle} y={HEIGHT - 7} textAnchor="middle" fill="var(--ink-2)">
                {bar.label}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}

function fillOf(bar: Fall): string {
  if (bar.open) return "url(#waterfall-open)";
  if (bar.kind === "sum") return bar.value < 0 ? "var(--warning-fill)" : "var(--s1)";
  return bar.value < 0 ? "var(--s4)" : "var(--s3)";
}
