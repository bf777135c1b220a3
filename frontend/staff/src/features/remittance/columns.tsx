import { Link } from "@tanstack/react-router";
import type { RemittanceItem } from "@unionhome/client/model";
import { percent, yuan } from "@unionhome/words";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { useDictionary } from "../../ui/page/dictionary";
import { Status } from "../../ui/status/Status";
import type { Column } from "../../ui/table/columns";
import { MARKS } from "./data";

interface ColumnsProps {
  /** To whom the reader's own union is: only it books what came. */
  own: string | undefined;
  /** Books what came; undefined where the reader may not. */
  onReceive: ((row: RemittanceItem) => void) | undefined;
}

export function useRemittanceColumns({ own, onReceive }: ColumnsProps): readonly Column<RemittanceItem>[] {
  const { t } = useTranslation();
  const states = useDictionary("remittance_state");
  return useMemo(
    () => [
      {
        key: "organization",
        title: t("remittance:column.organization"),
        min: 160,
        lead: true,
        cell: (row) => (
          <Link to="/organizations/$id" params={{ id: row.organization_id }} translate="no">
            {row.organization_name}
          </Link>
        ),
      },
      {
        key: "to",
        title: t("remittance:column.to"),
        min: 120,
        cell: (row) => (
          <span className="ink-2" translate="no">
            {row.to_name}
          </span>
        ),
      },
      { key: "year", title: t("remittance:column.year"), width: 56, cell: (row) => row.year },
      {
        key: "amount",
        title: t("remittance:column.amount"),
        width: 112,
        align: "end",
        cell: (row) => yuan(row.amount_fen),
      },
      {
        key: "paid",
        title: t("remittance:column.paid"),
        width: 112,
        align: "end",
        cell: (row) => <span title={percent(row.paid_fen, row.amount_fen).text}>{yuan(row.paid_fen)}</span>,
      },
      {
        key: "owed",
        title: t("remittance:column.owed"),
        width: 112,
        align: "end",
        cell: (row) => <span className={row.state === "late" ? "bad" : undefined}>{yuan(row.owed_fen)}</span>,
      },
      { key: "due", title: t("remittance:column.due"), width: 102, cell: (row) => row.due_on },
      { key: "paid_on", title: t("remittance:column.paid_on"), width: 102, cell: (row) => row.paid_on ?? "—" },
      {
        key: "state",
        title: t("remittance:column.state"),
        width: 206,
        cell: (row) => (
          <>
            <Status mark={MARKS[row.state]}>{states.label(row.state)}</Status>
            {onReceive && row.to_id === own && row.owed_fen > 0 && (
              <Button kind="text" onClick={() => onReceive(row)}>
                {t("remittance:receive.verb")}
              </Button>
            )}
          </>
        ),
      },
      {
        key: "document",
        title: t("remittance:column.document"),
        width: 92,
        cell: (row) => row.document_number || "—",
      },
    ],
    [t, states, own, onReceive],
  );
}
