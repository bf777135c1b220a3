import type { TargetBoard, TargetMeasure, TargetRow } from "@unionhome/client/model";
import { count, MISSING } from "@unionhome/words";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../ui/icon/Icon";
import { useDictionary } from "../../../ui/page/dictionary";
import { Empty } from "../../../ui/table/Empty";
import { isRate } from "../data";
import { History } from "../History";
import { Reached } from "../Reached";
import styles from "../target.module.css";

/** The sheet to read: the own targets, those of each union below, and what was split of the own. */
export function Sheet({ board, onEnter }: { board: TargetBoard; onEnter(org: string): void }) {
  const [asked, setAsked] = useState<Asked | null>(null);
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
          <Cells row={board.own} name={<b>{t("target:column.own")}</b>} label={measures.label} onAsk={setAsked} />
          {board.items.map((row) => (
            <Cells
              key={row.organization_id}
              row={row}
              label={measures.label}
              onAsk={setAsked}
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
      {asked && <History {...asked} year={board.year} onClose={() => setAsked(null)} />}
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

interface Asked {
  org: { id: string; name: string };
  measure: TargetMeasure;
}

interface CellsProps {
  row: TargetRow;
  name: ReactNode;
  label(measure: string): string;
  onAsk(asked: Asked): void;
}

function Cells({ row, name, label, onAsk }: CellsProps) {
  const { t } = useTranslation();
  const org = { id: row.organization_id, name: row.organization_name };
  return (
    <tr>
      <th scope="row" translate="no">
        {name}
      </th>
      {row.cells.map((cell) => (
        <td key={cell.measure}>
          <Reached cell={cell} label={label(cell.measure)} org={row.organization_id} />
          {cell.target != null && (
            <button
              type="button"
              className={styles.history}
              aria-label={t("target:history.of", { name: org.name, measure: label(cell.measure) })}
              title={t("target:history.verb")}
              onClick={() => onAsk({ org, measure: cell.measure })}
            >
              <Icon name="clock" size={14} />
            </button>
          )}
        </td>
      ))}
    </tr>
  );
}
