import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button/Button";
import { save } from "../export/exports";
import { Menu } from "../popover/Menu";
import { ProblemStrip } from "../problem/ProblemStrip";
import { Section } from "../record/Section";
import styles from "./ChartBox.module.css";
import { pictureOf } from "./picture";

export interface ChartBoxProps {
  title: string;
  note?: string;
  /** What the chart shows may be chosen here. */
  more?: ReactNode;
  /** Its numbers: the first cell of a row names it. */
  heads: readonly string[];
  rows: readonly (readonly ReactNode[])[];
  /** Whose figures, for the names of files. */
  place: string;
  /** The same figures as a workbook. */
  workbook?(): Promise<Blob>;
  children: ReactNode;
}

/** A chart, its numbers as a table, and both to take away: a picture, a workbook. */
export function ChartBox({ title, note, more, heads, rows, place, workbook, children }: ChartBoxProps) {
  const { t } = useTranslation();
  const drawn = useRef<HTMLDivElement>(null);
  const [table, setTable] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  async function take(made: () => Promise<Blob>, ending: string) {
    setProblem(undefined);
    try {
      save(await made(), `${place} ${title}.${ending}`);
    } catch (failed) {
      setProblem(failed);
    }
  }

  const picture = async () => {
    if (!drawn.current) throw new Error("the chart is not shown");
    return pictureOf(drawn.current, `${place} ${title}`);
  };
  return (
    <Section
      title={title}
      note={note}
      more={
        <span className={styles.tools}>
          {more}
          <Button kind="text" onClick={() => setTable(!table)}>
            {t(table ? "ui:chart.as_chart" : "ui:chart.as_table")}
          </Button>
          <Menu
            label={t("ui:chart.take_of", { title })}
            items={[
              {
                key: "png",
                label: t("ui:chart.picture"),
                onPick: () => void take(picture, "png"),
              },
              ...(workbook
                ? [{ key: "xlsx", label: t("ui:chart.workbook"), onPick: () => void take(workbook, "xlsx") }]
                : []),
            ]}
            align="end"
          >
            {(opener) => <Button kind="text" icon="export" aria-label={t("ui:chart.take_of", { title })} {...opener} />}
          </Menu>
        </span>
      }
    >
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      <div ref={drawn}>
        {table ? (
          <div className={styles.numbers}>
            <table className={styles.table}>
              <thead>
                <tr>
                  {heads.map((head, index) => (
                    <th key={head || index} scope="col" data-end={index > 0 || undefined}>
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row, line) => (
                  <tr key={line}>
                    {row.map((cell, index) => (
                      <td key={heads[index] || index} data-end={index > 0 || undefined}>
                        {cell}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ) : (
          children
        )}
      </div>
    </Section>
  );
}
