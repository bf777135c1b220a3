import type { RemittanceBoard } from "@unionhome/client/model";
import { setRemittances } from "@unionhome/client/remittances";
import { yuan } from "@unionhome/words";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { DateField } from "../../ui/form/DateField";
import { Labelled } from "../../ui/form/Labelled";
import { YuanField } from "../../ui/form/YuanField";
import { YuanInput } from "../../ui/form/YuanInput";
import { useOnce } from "../../ui/page/useOnce";
import { Scroll } from "../../ui/scroll/Scroll";
import { useRemittancesMoved } from "./data";
import styles from "./remittance.module.css";

interface SheetDialogProps {
  board: RemittanceBoard;
  onClose(): void;
}

/** What each union directly below is to remit for the year: the whole sheet in one act, only what was changed. */
export function SheetDialog({ board, onClose }: SheetDialogProps) {
  const { t } = useTranslation();
  const moved = useRemittancesMoved();
  const once = useOnce();
  const [due, setDue] = useState<string | null>(`${board.year}-12-31`);
  const [document, setDocument] = useState("");
  const [each, setEach] = useState<number | null>(null);
  const [amounts, setAmounts] = useState<Record<string, number>>({});
  const amountOf = (id: string, kept: number) => amounts[id] ?? kept;
  const changed = board.cells.filter((cell) => amountOf(cell.organization_id, cell.amount_fen) !== cell.amount_fen);
  const sum = board.cells.reduce((all, cell) => all + amountOf(cell.organization_id, cell.amount_fen), 0);

  return (
    <ConfirmAct
      kind="plain"
      width={640}
      title={t("remittance:sheet.title", { year: String(board.year) })}
      verb={t("remittance:sheet.verb")}
      effect={t("remittance:sheet.effect")}
      ready={due !== null && changed.length > 0}
      act={async () => {
        const items = changed.map((cell) => ({
          organization_id: cell.organization_id,
          amount_fen: amountOf(cell.organization_id, cell.amount_fen),
          version: cell.version,
        }));
        const sheet = { year: board.year, due_on: due ?? "", document_number: document, items };
        await once((options) => setRemittances(sheet, options));
        await moved();
      }}
      onClose={onClose}
    >
      <div className={styles.pair}>
        <Labelled label={t("remittance:column.due")}>
          {(id) => <DateField id={id} value={due} onChange={setDue} />}
        </Labelled>
        <Labelled label={t("remittance:column.document")}>
          {(id) => (
            <Input id={id} maxLength={100} value={document} onChange={(event) => setDocument(event.target.value)} />
          )}
        </Labelled>
      </div>
      <div className={styles.fill}>
        <YuanField label={t("remittance:sheet.each")} value={each} onChange={setEach} />
        <Button
          size={32}
          disabled={each === null}
          onClick={() => setAmounts(Object.fromEntries(board.cells.map((cell) => [cell.organization_id, each ?? 0])))}
        >
          {t("remittance:sheet.fill")}
        </Button>
      </div>
      <Scroll className={styles.cells} label={t("remittance:sheet.cells")}>
        <table className={styles.typed} aria-label={t("remittance:sheet.cells")}>
          <thead>
            <tr>
              <th scope="col">{t("remittance:column.organization")}</th>
              <th scope="col" data-end>
                {t("remittance:column.paid")}
              </th>
              <th scope="col" data-end>
                {t("remittance:column.amount")}
              </th>
            </tr>
          </thead>
          <tbody>
            {board.cells.map((cell) => (
              <tr key={cell.organization_id}>
                <th scope="row" translate="no">
                  {cell.organization_name}
                </th>
                <td data-end>{yuan(cell.paid_fen)}</td>
                <td data-end>
                  <YuanInput
                    cell
                    aria-label={`${cell.organization_name} ${t("remittance:column.amount")}`}
                    value={amountOf(cell.organization_id, cell.amount_fen)}
                    onChange={(fen) => setAmounts((before) => ({ ...before, [cell.organization_id]: fen ?? 0 }))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t("remittance:sheet.sum")}</th>
              <td />
              <td data-end>{yuan(sum)}</td>
            </tr>
          </tfoot>
        </table>
      </Scroll>
    </ConfirmAct>
  );
}
