import type { Colour } from "../theme/tokens";
import styles from "./StackedMonths.module.css";
import { useWidth } from "./useWidth";

export interface Stack {
  key: string;
  label: string;
  /** One value for each month; nothing where it has not come yet. */
  values: readonly number[];
}

/** In the order of use; s2 is kept for "our own unit". */
const FILLS: readonly Colour[] = ["s1", "s3", "s4", "s5", "s6", "s7", "s1-pale"];
const HEIGHT = 172;
const TOP = 18;
const FOOT = 22;

interface StackedMonthsProps {
  stacks: readonly Stack[];
  months(number: number): string;
  /** A sum as it stands over its bar. */
  text(value: number): string;
  label: string;
}

/** Twelve bars, each made of its parts; the sum stands over it, the parts are named below. */
export function StackedMonths({ stacks, months, text, label }: StackedMonthsProps) {
  const [box, width] = useWidth(360);
  const sums = Array.from({ length: 12 }, (_, month) =>
    stacks.reduce((sum, stack) => sum + (stack.values[month] ?? 0), 0),
  );
  const most = Math.max(1, ...sums);
  const bottom = HEIGHT - FOOT;
  const step = width / 12;
  const height = (value: number) => (value / most) * (bottom - TOP);
  return (
    <div ref={box}>
      <svg width={width} height={HEIGHT} role="img" aria-label={label} fontSize="12" fill="var(--ink-3)">
        <line x1="0" x2={width} y1={bottom + 0.5} y2={bottom + 0.5} stroke="var(--hair)" />
        {sums.map((sum, month) => {
          let below = bottom;
          const middle = (month + 0.5) * step;
          return (
            <g key={months(month + 1)}>
              {stacks.map((stack, index) => {
                const tall = height(stack.values[month] ?? 0);
                below -= tall;
                return (
                  <rect
                    key={stack.key}
                    x={middle - 0.3 * step}
                    y={below}
                    width={0.6 * step}
                    height={tall}
                    fill={`var(--${FILLS[index % FILLS.length]})`}
                  />
                );
              })}
              {sum > 0 && (
                <text x={middle} y={bottom - height(sum) - 5} textAnchor="middle" fill="var(--ink-2)">
                  {text(sum)}
                </text>
              )}
              <text x={middle} y={HEIGHT - 6} textAnchor="middle">
                {months(month + 1)}
              </text>
            </g>
          );
        })}
      </svg>
      <ul className={styles.names}>
        {stacks.map((stack, index) => (
          <li key={stack.key}>
            <i style={{ background: `var(--${FILLS[index % FILLS.length]})` }} />
            {stack.label}
          </li>
        ))}
      </ul>
    </div>
  );
}
