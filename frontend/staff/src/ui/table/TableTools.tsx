import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button/Button";
import { ExportButton } from "../export/ExportButton";
import type { Exported } from "../export/exports";
import { Popover } from "../popover/Popover";
import { arranged, DENSITIES, moved } from "./columns";
import styles from "./TableTools.module.css";
import type { Table } from "./useTable";

interface TableToolsProps<Row> {
  table: Table<Row>;
  /** The list as it stands, so that it can be taken out as a file. */
  list?: Exported;
}

/** Export, row height, columns: show, hide, order. Buttons, not only dragging (WCAG 2.5.7). */
export function TableTools<Row>({ table, list }: TableToolsProps<Row>) {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const { habit, columns, change, reset } = table;

  function toggle(key: string) {
    const hidden = habit.hidden.includes(key) ? habit.hidden.filter((one) => one !== key) : [...habit.hidden, key];
    change({ ...habit, hidden });
  }

  return (
    <>
      {list && <ExportButton table={table} list={list} />}
      <Button
        ref={button}
        kind="text"
        icon="columns"
        aria-label={t("ui:table.tools")}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      />
      <Popover anchor={button} open={open} onClose={() => setOpen(false)} align="end" label={t("ui:table.tools")}>
        <fieldset className={styles.density}>
          <legend>{t("ui:table.density")}</legend>
          {DENSITIES.map((density) => (
            <label key={density} data-on={habit.density === density}>
              <input
                className="visually-hidden"
                type="radio"
                name="density"
                checked={habit.density === density}
                onChange={() => change({ ...habit, density })}
              />
              {t(`ui:density.${density}`)}
            </label>
          ))}
        </fieldset>
        <ul className={styles.columns}>
          {arranged(columns, habit).map((column) => (
            <li key={column.key}>
              <label>
                <input
                  type="checkbox"
                  checked={column.lead || !habit.hidden.includes(column.key)}
                  disabled={column.lead}
                  onChange={() => toggle(column.key)}
                />
                {column.title}
              </label>
              {!column.lead && (
                <>
                  <Button
                    kind="text"
                    icon="up"
                    aria-label={t("ui:table.earlier", { column: column.title })}
                    onClick={() => change(moved(columns, habit, column.key, -1))}
                  />
                  <Button
                    kind="text"
                    icon="down"
                    aria-label={t("ui:table.later", { column: column.title })}
                    onClick={() => change(moved(columns, habit, column.key, 1))}
                  />
                </>
              )}
            </li>
          ))}
        </ul>
        <div className={styles.foot}>
          <Button kind="text" onClick={reset}>
            {t("ui:table.reset")}
          </Button>
        </div>
      </Popover>
    </>
  );
}
