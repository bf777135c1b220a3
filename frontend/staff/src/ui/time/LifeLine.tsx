import { useTranslation } from "react-i18next";
import { useWidth } from "../figure/useWidth";
import { axisStart, dateScale, dayTicks } from "./scale";

export interface LifeSpan {
  key: string;
  /** Plain dates; without an end it goes on. */
  from: string;
  to?: string;
  label: string;
  /** `kept` is grey (membership retained), `aid` amber. */
  kind: "held" | "current" | "kept" | "aid";
}

export interface LifeEvent {
  key: string;
  on: string;
  /** Written beside the mark when there is room; else on hover. */
  label: string;
  named?: boolean;
  /** ● something happened, □ red: an honour granted. */
  kind: "event" | "honour";
}

export interface LifeLane {
  key: string;
  label: string;
  spans?: readonly LifeSpan[];
  events?: readonly LifeEvent[];
  /** At the right end: "18 次". */
  total?: string;
}

export interface LifeLineProps {
  label: string;
  from: string;
  today: string;
  lanes: readonly LifeLane[];
}

const LEFT = 64;
const RIGHT = 55;
const LANE = 30;
const TOP = 10;
const FILL: Record<LifeSpan["kind"], string> = {
  held: "var(--lane-held)",
  current: "var(--lane-current)",
  kept: "var(--lane-kept)",
  aid: "var(--lane-aid)",
};

/** A person's years with the union in lanes. Everything on it is also in the tabs below. */
export function LifeLine({ label, from, today, lanes }: LifeLineProps) {
  const { t } = useTranslation();
  const [box, width] = useWidth(1166);
  // On half pixels, or lines of one pixel are drawn as two grey ones.
  const right = Math.floor(width - RIGHT) + 0.5;
  const start = axisStart(from, today);
  const x = dateScale(start, today, LEFT, right);
  const bottom = TOP + lanes.length * LANE;
  return (
    <div ref={box}>
      <svg width={width} height={bottom + 24} role="img" aria-label={label} fontSize="12">
        {dayTicks(start, today, right - LEFT).map(({ on, label }) => {
          const at = Math.round(x(on)) + 0.5;
          return (
            <g key={on}>
              <line x1={at} x2={at} y1={TOP} y2={bottom} stroke="var(--hair)" />
              {/* The last label gives way to "today". */}
              {right - at > 44 && (
                <text x={at} y={bottom + 16} textAnchor="middle" fill="var(--ink-3)">
                  {label}
                </text>
              )}
            </g>
          );
        })}
        {lanes.map((lane, index) => (
          <Lane key={lane.key} lane={lane} y={TOP + index * LANE + LANE / 2} x={x} right={right} today={today} />
        ))}
        <line x1={right} x2={right} y1={TOP} y2={bottom} stroke="var(--ink)" />
        <text x={right} y={bottom + 16} textAnchor="middle" fill="var(--ink)">
          {t("ui:life.today")}
        </text>
      </svg>
    </div>
  );
}

interface LaneProps {
  lane: LifeLane;
  y: number;
  x(on: string): number;
  right: number;
  today: string;
}

function Lane({ lane, y, x, right, today }: LaneProps) {
  return (
    <g>
      <text x="24" y={y + 4} fill="var(--ink-3)">
        {lane.label}
      </text>
      {lane.spans?.map((span) => (
        <Span key={span.key} span={span} y={y} x={x} right={right} today={today} />
      ))}
      {lane.events?.map((event) => (
        <Event key={event.key} event={event} y={y} at={x(event.on)} right={right} />
      ))}
      {lane.total && (
        <text x={right + 8} y={y + 4} fill="var(--ink-2)">
          {lane.total}
        </text>
      )}
    </g>
  );
}

/** About the width of a text of 12 px: Chinese 12, the rest 6.5. */
const widthOf = (text: string) =>
  [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e80 ? 12 : 6.5), 0);

function Span({
  span,
  y,
  x,
  right,
  today,
}: {
  span: LifeSpan;
  y: number;
  x(on: string): number;
  right: number;
  today: string;
}) {
  const from = x(span.from);
  const width = Math.max(3, x(span.to ?? today) - from - 1);
  const needed = widthOf(span.label) + 16;
  const height = span.kind === "aid" ? 10 : 18;
  const beside = needed > width;
  // Beside the bar: to its right, or to its left when the sheet ends there.
  const leftSide = beside && from + width + needed > right;
  return (
    <g>
      <title>{`${span.label} ${span.from} ~ ${span.to ?? ""}`}</title>
      <rect x={from} y={y - height / 2} width={width} height={height} rx="1" fill={FILL[span.kind]} />
      {(span.kind === "aid" || !beside) && (
        <text
          x={leftSide ? from - 8 : beside ? from + width + 6 : from + 8}
          y={y + 4}
          textAnchor={leftSide ? "end" : "start"}
          fill={span.kind === "aid" && !span.to ? "var(--warning)" : "var(--ink)"}
        >
          {span.label}
        </text>
      )}
    </g>
  );
}

function Event({ event, y, at, right }: { event: LifeEvent; y: number; at: number; right: number }) {
  const leftSide = at + widthOf(event.label) + 16 > right;
  return (
    <g>
      <title>{`${event.on} ${event.label}`}</title>
      {event.kind === "honour" ? (
        <rect x={at - 5} y={y - 5} width="10" height="10" fill="var(--sheet)" stroke="var(--brand)" strokeWidth="1.5" />
      ) : (
        <circle cx={at} cy={y} r="4" fill="var(--s1)" />
      )}
      {event.named && (
        <text x={leftSide ? at - 11 : at + 11} y={y + 4} textAnchor={leftSide ? "end" : "start"} fill="var(--ink)">
          {event.label}
        </text>
      )}
    </g>
  );
}
