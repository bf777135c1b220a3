import { Link } from "@tanstack/react-router";
import type { StatisticFigure } from "@unionhome/client/model";
import { MISSING } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { addressOf } from "../links";
import type { UnitFigures } from "../shapes";
import styles from "../statistic.module.css";
import { signed, type Unit, written } from "./KeyFigures";

export interface Column {
  measure: string;
  unit: Unit;
  word?: string;
  list?: string;
  /** Beside it, how it moved within the year. */
  compared?: boolean;
}

interface UnitTableProps {
  columns: readonly Column[];
  units: readonly UnitFigures[];
  whole: UnitFigures | undefined;
  today: string;
  onEnter(id: string): void;
}

/** The numbers behind the bars, unit by unit; a name enters, a number opens its list. */
export function UnitTable({ columns, units, whole, today, onEnter }: UnitTableProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.table}>
      <table className={styles.sheet}>
        <thead>
          <tr>
            <th scope="col">{t("statistic:table.unit")}</th>
            {columns.map((column) => (
              <Heads key={column.measure} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {whole && <Cells columns={columns} unit={whole} name={<b>{t("statistic:table.whole")}</b>} today={today} />}
          {units.map((unit) => (
            <Cells
              key={unit.key}
              columns={columns}
              unit={unit}
              today={today}
              name={
                unit.itself ? (
                  <span className="ink-2">{t("statistic:table.itself")}</span>
                ) : (
                  <button type="button" className={styles.enter} onClick={() => onEnter(unit.id)}>
                    {unit.name}
                  </button>
                )
              }
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Heads({ column }: { column: Column }) {
  const { t } = useTranslation();
  return (
    <>
      <th scope="col" data-end>
        {t(`statistic:measure.${column.word ?? column.measure}`)} ({t(`statistic:unit.${column.unit}`)})
      </th>
      {column.compared && (
        <th scope="col" data-end>
          {t("statistic:table.compared")}
        </th>
      )}
    </>
  );
}

interface CellsProps {
  columns: readonly Column[];
  unit: UnitFigures;
  name: React.ReactNode;
  today: string;
}

function Cells({ columns, unit, name, today }: CellsProps) {
  return (
    <tr>
      <td>{name}</td>
      {columns.map((column) => {
        const figure = unit.figures[column.measure];
        const address = addressOf(unit.figures[column.list ?? column.measure]?.query, today);
        const text = written(figure?.value, column.unit);
        return [
          <td key={column.measure} data-end>
            {address && figure?.value ? (
              <Link to={address.to as never} search={address.search as never}>
                {text}
              </Link>
            ) : (
              text
            )}
          </td>,
          column.compared && (
            <td key={`${column.measure}.compared`} data-end className="ink-2">
              {moved(figure, column.unit)}
            </td>
          ),
        ];
      })}
    </tr>
  );
}

function moved(figure: StatisticFigure | undefined, unit: string): string {
  if (figure?.value == null || figure.before == null) return MISSING;
  const more = figure.value - figure.before;
  return signed(unit === "percent" ? Math.round(more * 10) / 10 : more);
}
