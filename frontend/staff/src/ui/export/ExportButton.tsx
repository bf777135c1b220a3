import { useContext, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button/Button";
import type { Table } from "../table/useTable";
import { ExportDialog } from "./ExportDialog";
import { ExportContext, type Exported } from "./exports";

/** Takes the list out as a file, as it stands on screen. Nothing where no file can be made, or no row would be in it. */
export function ExportButton<Row>({ table, list }: { table: Table<Row>; list: Exported }) {
  const { t } = useTranslation();
  const store = useContext(ExportContext);
  const [open, setOpen] = useState(false);
  if (!store) return null;
  return (
    <>
      <Button kind="text" icon="export" disabled={!list.total} onClick={() => setOpen(true)}>
        {t("ui:export.verb")}
      </Button>
      {open && (
        <ExportDialog
          store={store}
          list={list}
          columns={table.shown.filter((column) => !column.screenOnly)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
