import type { EvaluationOut } from "@unionhome/client/model";
import { yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useWidth } from "../../../ui/figure/useWidth";
import styles from "../aid.module.css";

interface LineFigureProps {
  gross: number;
  net: number;
  line: number;
  /** The limits that the rules set, fen, with their names. */
  limits: readonly { at: number; label: string }[];
}

const HEIGHT = 92;
const LEFT = 4;
const BAR = 14;

/** Income per head and month as two bars, gross and net, against the line and the limits of the rules. */
export function LineFigure({ gross, net, line, limits }: LineFigureProps) {
  const { t } = useTranslation();
  const [ref, width] = useWidth(560);
  const marks = [{ at: line, label: t("aid:figure.line") }, ...limits].filter(
    (mark, index, all) => all.findIndex((other) => other.at === mark.at) === index,
  );
  const most = Math.max(gross, net, ...marks.map((mark) => mark.at)) * 1.08 || 1;
  const x = (fen: number) => LEFT + (fen / most) * (width - 2 * LEFT);
  const bars = [
    { key: "gross", fen: gross, y: 34 },
    { key: "net", fen: net, y: 58 },
  ];
  return (
    <div ref={ref} className={styles.figure}>
      <svg
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={t("aid:figure.says", { gross: yuan(gross), net: yuan(net), line: yuan(line) })}
      >
        {bars.map((bar) => (
          <g key={bar.key}>
            <rect
              className={bar.key === "gross" ? styles.gross : styles.net}
              x={LEFT}
              y={bar.y}
              width={Math.max(1, x(bar.fen) - LEFT)}
              height={BAR}
            />
            <text className={styles.value} x={LEFT + 6} y={bar.y + 11}>
              {t(`aid:figure.${bar.key}`, { yuan: yuan(bar.fen) })}
            </text>
          </g>
        ))}
        {marks.map((mark, index) => (
          <g key={mark.at} className={index === 0 ? styles.line : styles.limit}>
            <line x1={x(mark.at)} x2={x(mark.at)} y1={22} y2={78} />
            <text x={x(mark.at)} y={index % 2 === 0 ? 14 : 90} textAnchor={x(mark.at) > width - 60 ? "end" : "middle"}>
              {mark.label} {yuan(mark.at)}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

/** The limits of income that the rules name, once each. */
export function limitsOf(judged: EvaluationOut): { at: number; label: string }[] {
  const found = judged.verdicts.flatMap((verdict) =>
    verdict.criteria
      .filter((one) => one.kind === "income")
      .map((one) => ({ at: Number(one.facts.limit_fen), label: `${one.facts.percent}%` })),
  );
  return found.filter((one, index) => found.findIndex((other) => other.at === one.at) === index);
}
