import { Link } from "@tanstack/react-router";
import type { PaymentItem } from "@unionhome/client/model";
import { count, yuan } from "@unionhome/words";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { PAYMENT_MARK } from "../data";

/** The lines of a batch as the bank's sheet has them, cards masked, with what the bank said. */
export function useLineColumns(): readonly Column<PaymentItem>[] {
  const { t } = useTranslation();
  const states = useDictionary("payment_state");
  const outcomes = useDictionary("answer_outcome");
  return useMemo(
    () => [
      { key: "line", title: t("payment:column.line"), width: 64, align: "end", cell: (row) => count(row.line) },
      {
        key: "payee",
        title: t("payment:column.payee"),
        width: 110,
        lead: true,
        cell: (row) => (
          <Link to="/aid/payments/$id" params={{ id: row.id }}>
            {row.payee}
          </Link>
        ),
      },
      { key: "case", title: t("payment:column.case"), width: 150, cell: (row) => row.case_number },
      { key: "card", title: t("payment:column.card"), width: 100, cell: (row) => row.card ?? "—" },
      { key: "bank", title: t("payment:column.bank"), min: 150, cell: (row) => row.bank || "—" },
      {
        key: "amount",
        title: t("payment:column.amount"),
        width: 112,
        align: "end",
        cell: (row) => yuan(row.amount_fen),
      },
      {
        key: "outcome",
        title: t("payment:column.outcome"),
        width: 92,
        cell: (row) => (row.bank_outcome ? outcomes.label(row.bank_outcome) : "—"),
      },
      { key: "reason", title: t("payment:column.reason"), min: 130, cell: (row) => row.bank_reason || "—" },
      {
        key: "state",
        title: t("payment:column.state"),
        width: 110,
        cell: (row) => <Status mark={PAYMENT_MARK[row.state] ?? "settled"}>{states.label(row.state)}</Status>,
      },
    ],
    [t, states, outcomes],
  );
}
