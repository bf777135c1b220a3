import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../icon/Icon";
import { type Column, nextSort } from "./columns";
import styles from "./DataTable.module.css";
import type { Cover } from "./selection";

interface TableHeadProps<Row> {
  columns: readonly Column<Row>[];
  sort?: string;
  onSort?(sort: string | undefined): void;
  cover?: Cover;
  onCover(): void;
}

export function TableHead<Row>({ columns, sort, onSort, cover, onCover }: TableHeadProps<Row>) {
  const { t } = useTranslation();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = cover === "some";
  }, [cover]);
  return (
    <thead>
      <tr>
        <th className={styles.box}>
          {cover && (
            <input
              ref={box}
              type="checkbox"
              aria-label={t("ui:table.pick_page")}
              checked={cover === "all"}
              disabled={cover === "empty"}
              onChange={onCover}
            />
          )}
        </th>
        {columns.map((column) => {
          const direction = sort === column.sort ? "ascending" : sort === `-${column.sort}` ? "descending" : undefined;
          return (
            <th
              key={column.key}
              scope="col"
              data-align={column.align}
              data-lead={column.lead}
              aria-sort={column.sort && direction ? direction : undefined}
            >
              {column.sort && onSort ? (
                <button
                  type="button"
                  className={styles.sort}
                  onClick={() => onSort(nextSort(sort, column.sort as string))}
                >
                  {column.title}
                  <span data-on={direction !== undefined}>
                    <Icon name={direction === "ascending" ? "up" : "down"} size={12} />
                  </span>
                </button>
              ) : (
                column.title
              )}
            </th>
          );
        })}
        <th className={styles.verb}>
          <span className="visually-hidden">{t("ui:table.verbs")}</span>
        </th>
      </tr>
    </thead>
  );
}
