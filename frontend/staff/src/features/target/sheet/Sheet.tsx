import type { TargetBoard, TargetRow } from "@unionhome/client/model";
import { count, MISSING } from "@unionhome/words";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Empty } from "../../../ui/table/Empty";
import { isRate } from "../data";
import { Reached } from "../Reached";
import styles from "../target.module.css";

/** The sheet to read: the own targets, those of each union below, and what was split of the own. */
export function Sheet({ board, onEnter }: { board: TargetBoard; onEnter(org: string): void }) {
  const { t } = useTranslation();
  const measures = useDictionary("target_measure");
  return (
    <>
      <table className={styles.sheet} aria-label={t("target:nav")}>
        <thead>
          <tr>
            <th scope="col">{t("target:column.union")}</th>
            {board.own.cells.map((cell) => (
              <th key={cell.measure} scope="col">
                {measures.label(cell.measure)} ({t(isRate(cell.measure) ? "target:unit.percent" : unitOf(cell.measure))}
                )
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Cells row={board.own} name={<b>{t("target:column.own")}</b>} label={measures.label} />
          {board.items.map((row) => (
            <Cells
              key={row.organization_id}
              row={row}
              label={measures.label}
              name={
                <button type="button" className={styles.enter} onClick={() => onEnter(row.organization_id)}>
                  {row.organization_name}
                </button>
              }
            />
          ))}
        </tbody>
        {board.items.length > 0 && (
          <tfoot>
            <tr>
              <th scope="row">{t("target:column.below")}</th>
              {board.own.cells.map((cell) => {
                const sum = board.sums.find((one) => one.measure === cell.measure);
                return (
                  <td key={cell.measure}>
                    {sum ? count(sum.below) : MISSING}
                    {sum?.left != null && <Left left={sum.left} />}
                  </td>
                );
              })}
            </tr>
          </tfoot>
        )}
      </table>
      {board.items.length === 0 && <Empty>{t("target:nothing_below")}</Empty>}
    </>
  );
}

export const unitOf = (measure: string): string =>
  measure === "unions_founded" ? "target:unit.organization" : "target:unit.person";

/** What is left of the own target to split, or by how much more was split. */
export function Left({ left }: { left: number }) {
  const { t } = useTranslation();
  if (left === 0) return <span className="good"> {t("target:left.none")}</span>;
  return (
    <span className={left > 0 ? "warn" : "ink-3"}>
      {" "}
      {t(left > 0 ? "target:left.more" : "target:left.less", { n: count(Math.abs(left)) })}
    </span>
  );
}

function Cells({ row, name, label }: { row: TargetRow; name: ReactNode; label(measure: string): string }) {
  return (
    <tr>
      <th scope="row" translate="no">
        {name}
      </th>
      {row.cells.map((cell) => (
        <td key={cell.measure}>
          <Reached cell={cell} label={label(cell.measure)} />
        </td>
      ))}
    </tr>
  );
}
