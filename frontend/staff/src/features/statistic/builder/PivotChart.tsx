import type { PivotOut } from "@unionhome/client/model";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ChartBox } from "../../../ui/figure/ChartBox";
import { RankedBars } from "../../../ui/figure/RankedBars";
import { Choice } from "../page/charts/Choice";
import styles from "../statistic.module.css";
import { headsAt, told } from "./cells";

/** More bars than a column holds say less than the table beside them. */
const BARS = 16;

/** One column of the table as bars, longest first. Totals are no bars beside what they are the total of. */
export function PivotChart({ pivot, workbook }: { pivot: PivotOut; workbook(): Promise<Blob> }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(0);
  const names = pivot.columns.map((_, at) => headsAt(pivot.column_heads, at).join(" / "));
  const drawable = pivot.columns.flatMap((column, at) => (column.shows === "value" ? [String(at)] : []));
  const at = drawable.includes(String(chosen)) ? chosen : 0;
  const column = pivot.columns[at];
  const lines = pivot.lines.flatMap((line, number) =>
    line.total ? [] : [{ name: headsAt(pivot.line_heads, number).join(" / "), value: line.cells[at]?.value ?? null }],
  );
  const shown = lines.filter(({ value }) => value !== null && value > 0);
  const sorted = [...shown].sort((one, other) => (other.value ?? 0) - (one.value ?? 0));
  if (!column || lines.length < 2) return null;
  return (
    <ChartBox
      title={t("statistic:builder.chart")}
      place={pivot.organization_name}
      more={
        <Choice
          label={t("statistic:builder.drawn")}
          value={String(at)}
          all={drawable}
          word={(each) => names[Number(each)] ?? ""}
          onPick={(each) => setChosen(Number(each))}
        />
      }
      heads={[pivot.corner.join(" / "), names[at] ?? ""]}
      rows={sorted.map(({ name, value }) => [name, told(value, column)])}
      workbook={workbook}
    >
      <RankedBars
        label={names[at] ?? ""}
        bars={sorted.slice(0, BARS).map(({ name, value }) => ({
          key: name,
          label: (
            <span translate="no" title={name}>
              {name}
            </span>
          ),
          value: value ?? 0,
          text: told(value, column),
        }))}
      />
      <p className={styles.foot}>
        {sorted.length > BARS && t("statistic:builder.first", { n: BARS, all: sorted.length })}
        {sorted.length === 0 && t("statistic:builder.nothing_drawn")}
      </p>
    </ChartBox>
  );
}
