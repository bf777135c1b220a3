import { Link } from "@tanstack/react-router";
import type { PivotCell, PivotColumn, PivotHead, PivotOut } from "@unionhome/client/model";
import { addressOf } from "../links";
import styles from "./builder.module.css";
import { told } from "./cells";

/** The table as the server arranged it: heads that span, totals marked, each figure a link to its list. */
export function PivotTable({ pivot, label, today }: { pivot: PivotOut; label: string; today: string }) {
  const beginning = new Map<number, PivotHead[]>();
  for (const head of pivot.line_heads) beginning.set(head.at, [...(beginning.get(head.at) ?? []), head]);
  return (
    <table className={styles.pivot} aria-label={label}>
      <thead>
        {Array.from({ length: pivot.head_levels }, (_, level) => (
          <tr key={level}>
            {level === 0 &&
              pivot.corner.map((text) => (
                <th key={text} scope="col" rowSpan={pivot.head_levels}>
                  {text}
                </th>
              ))}
            {pivot.column_heads
              .filter((head) => head.level === level)
              .sort((one, other) => one.at - other.at)
              .map((head) => (
                <th
                  key={head.at}
                  scope={head.span === 1 ? "col" : "colgroup"}
                  colSpan={head.span}
                  rowSpan={head.deep}
                  data-total={head.total || undefined}
                  translate={head.total ? undefined : "no"}
                >
                  {head.text}
                </th>
              ))}
          </tr>
        ))}
      </thead>
      <tbody>
        {pivot.lines.map((line, number) => (
          <tr key={number} data-total={line.total || undefined}>
            {(beginning.get(number) ?? [])
              .sort((one, other) => one.level - other.level)
              .map((head) => (
                <LineHead key={head.level} head={head} />
              ))}
            {line.cells.map((cell, at) => (
              <Figure key={at} cell={cell} column={pivot.columns[at]} today={today} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LineHead({ head }: { head: PivotHead }) {
  return (
    <th
      scope={head.span === 1 ? "row" : "rowgroup"}
      rowSpan={head.span}
      colSpan={head.deep}
      data-total={head.total || undefined}
      translate={head.total ? undefined : "no"}
    >
      {head.text}
    </th>
  );
}

function Figure({ cell, column, today }: { cell: PivotCell; column: PivotColumn | undefined; today: string }) {
  if (!column) return <td />;
  const address = cell.value ? addressOf(cell.query, today) : undefined;
  const text = told(cell.value, column);
  return (
    <td data-total={column.total || undefined} data-beside={column.shows !== "value" || undefined}>
      {address ? (
        <Link to={address.to as never} search={address.search as never}>
          {text}
        </Link>
      ) : (
        text
      )}
    </td>
  );
}
