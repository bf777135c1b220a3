import { Link } from "@tanstack/react-router";
import type { FundItem } from "@unionhome/client/model";
import { count, date, yuan } from "@unionhome/words";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import styles from "../fund.module.css";

const MONEY = ["income", "budget", "reserved", "spent"] as const;

export function useFundColumns(): readonly Column<FundItem>[] {
  const { t } = useTranslation();
  const sources = useDictionary("fund_source");
  const states = useDictionary("fund_status");
  return useMemo(
    () => [
      {
        key: "name",
        title: t("fund:column.name"),
        width: 206,
        lead: true,
        cell: (row) => (
          <Link className={styles.name} to="/funds/$id" params={{ id: row.id }} title={row.name}>
            {row.name}
          </Link>
        ),
      },
      { key: "source", title: t("fund:column.source"), width: 92, cell: (row) => sources.label(row.source) },
      { key: "year", title: t("fund:column.year"), width: 56, align: "end", cell: (row) => String(row.year) },
      {
        key: "organization",
        title: t("fund:column.organization"),
        min: 120,
        cell: (row) => (
          <span className="ink-2" title={row.organization_name}>
            {row.organization_name}
          </span>
        ),
      },
      ...MONEY.map(
        (key): Column<FundItem> => ({
          key,
          title: t(`fund:column.${key}`),
          width: 112,
          align: "end",
          cell: (row) => yuan(row[`${key}_fen`]),
        }),
      ),
      {
        key: "available",
        title: t("fund:column.available"),
        width: 116,
        align: "end",
        cell: (row) => <b>{yuan(row.available_fen)}</b>,
      },
      {
        key: "status",
        title: t("fund:column.status"),
        width: 84,
        cell: (row) => <Status mark={row.status === "open" ? "settled" : "kept"}>{states.label(row.status)}</Status>,
      },
      {
        key: "document",
        title: t("fund:column.document"),
        width: 150,
        extra: true,
        cell: (row) => row.document_number || "—",
      },
      { key: "spend_by", title: t("fund:column.spend_by"), width: 104, extra: true, cell: (row) => date(row.spend_by) },
      {
        key: "locked",
        title: t("fund:column.locked"),
        width: 104,
        extra: true,
        cell: (row) => date(row.locked_through),
      },
      {
        key: "used",
        title: t("fund:column.used"),
        width: 76,
        align: "end",
        extra: true,
        cell: (row) => {
          const all = row.income_fen + row.budget_fen;
          return all > 0 ? `${count(Math.round((100 * row.spent_fen) / all))}%` : "—";
        },
      },
    ],
    [t, sources, states],
  );
}
