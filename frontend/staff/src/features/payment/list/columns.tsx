import { Link } from "@tanstack/react-router";
import type { PaymentBatchItem, PaymentItem } from "@unionhome/client/model";
import { count, moment, yuan } from "@unionhome/words";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { BATCH_MARK, PAYMENT_MARK } from "../data";

export function useBatchColumns(): readonly Column<PaymentBatchItem>[] {
  const { t } = useTranslation();
  const states = useDictionary("batch_state");
  return useMemo(
    () => [
      {
        key: "number",
        title: t("payment:column.number"),
        width: 150,
        lead: true,
        cell: (row) => (
          <Link to="/aid/payments/batches/$id" params={{ id: row.id }}>
            {row.number}
          </Link>
        ),
      },
      {
        key: "fund",
        title: t("payment:column.fund"),
        min: 180,
        cell: (row) => <span title={row.fund_name}>{row.fund_name}</span>,
      },
      {
        key: "organization",
        title: t("payment:column.union"),
        min: 140,
        cell: (row) => (
          <span className="ink-2" title={row.organization_name}>
            {row.organization_name}
          </span>
        ),
      },
      { key: "lines", title: t("payment:column.lines"), width: 70, align: "end", cell: (row) => count(row.lines) },
      {
        key: "amount",
        title: t("payment:column.amount"),
        width: 116,
        align: "end",
        cell: (row) => yuan(row.amount_fen),
      },
      { key: "paid", title: t("payment:column.paid"), width: 116, align: "end", cell: (row) => yuan(row.paid_fen) },
      {
        key: "rejected",
        title: t("payment:column.rejected"),
        width: 92,
        align: "end",
        cell: (row) => count(row.rejected_lines),
      },
      {
        key: "state",
        title: t("payment:column.state"),
        width: 104,
        cell: (row) => <Status mark={BATCH_MARK[row.state] ?? "settled"}>{states.label(row.state)}</Status>,
      },
      { key: "made", title: t("payment:column.made"), width: 132, cell: (row) => moment(row.made_at) },
      { key: "by", title: t("payment:column.by"), width: 84, extra: true, cell: (row) => row.made_by_name },
      { key: "payer", title: t("payment:column.payer"), width: 84, extra: true, cell: (row) => row.payer_name || "—" },
    ],
    [t, states],
  );
}

export function usePaymentColumns(): readonly Column<PaymentItem>[] {
  const { t } = useTranslation();
  const states = useDictionary("payment_state");
  const ways = useDictionary("payment_way");
  return useMemo(
    () => [
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
      {
        key: "organization",
        title: t("payment:column.organization"),
        min: 160,
        cell: (row) => (
          <span className="ink-2" title={row.organization_name}>
            {row.organization_name}
          </span>
        ),
      },
      { key: "way", title: t("payment:column.way"), width: 92, cell: (row) => ways.label(row.way) },
      {
        key: "amount",
        title: t("payment:column.amount"),
        width: 112,
        align: "end",
        cell: (row) => yuan(row.amount_fen),
      },
      { key: "card", title: t("payment:column.card"), width: 100, masked: true, cell: (row) => row.card ?? "—" },
      {
        key: "state",
        title: t("payment:column.state"),
        width: 110,
        cell: (row) => <Status mark={PAYMENT_MARK[row.state] ?? "settled"}>{states.label(row.state)}</Status>,
      },
      {
        key: "reason",
        title: t("payment:column.reason"),
        min: 120,
        cell: (row) => row.reason || row.bank_reason || row.goods || "—",
      },
      { key: "paid_at", title: t("payment:column.paid_at"), width: 132, cell: (row) => moment(row.paid_at) },
      { key: "payer", title: t("payment:column.payer"), width: 84, extra: true, cell: (row) => row.payer_name || "—" },
      { key: "fund", title: t("payment:column.fund"), width: 180, extra: true, cell: (row) => row.fund_name ?? "—" },
      {
        key: "round",
        title: t("payment:column.round"),
        width: 70,
        align: "end",
        extra: true,
        cell: (row) => count(row.round),
      },
    ],
    [t, states, ways],
  );
}
