import { type MouseEvent, memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "./columns";
import styles from "./DataTable.module.css";

interface TableRowProps<Row> {
  id: string;
  row: Row;
  columns: readonly Column<Row>[];
  selected: boolean | undefined;
  current: boolean;
  verb: ReactNode;
  onPick(key: string): void;
  onPoint(key: string): void;
  onOpen(row: Row): void;
}

function Plain<Row>({ id, row, columns, selected, current, verb, onPick, onPoint, onOpen }: TableRowProps<Row>) {
  const { t } = useTranslation();
  // A click on a link, a box or a verb means that thing, not the row.
  const onRow = (act: () => void) => (event: MouseEvent) => {
    if (!(event.target as HTMLElement).closest("a,button,input,label")) act();
  };
  return (
    <tr
      data-key={id}
      data-selected={selected || undefined}
      aria-selected={selected}
      data-current={current || undefined}
      onClick={onRow(() => onPoint(id))}
      onDoubleClick={onRow(() => onOpen(row))}
    >
      <td className={styles.box}>
        {selected !== undefined && (
          <input type="checkbox" aria-label={t("ui:table.pick_row")} checked={selected} onChange={() => onPick(id)} />
        )}
      </td>
      {columns.map((column) => (
        <td key={column.key} data-align={column.align} data-lead={column.lead} data-title={column.title}>
          {column.cell(row)}
        </td>
      ))}
      <td className={styles.verb}>{verb}</td>
    </tr>
  );
}

export const TableRow = memo(Plain) as typeof Plain;
