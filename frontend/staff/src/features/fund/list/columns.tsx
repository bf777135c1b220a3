import { Link } from "@tanstack/react-router";
import type { FundItem } from "@unionhome/client/model";
import { count, date, MISSING, today, yuan } from "@unionhome/words";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import styles from "../fund.module.css";
import { Parts } from "../Parts";

const MONEY = ["reserved", "spent"] as const;
/** What came from outside, and from other funds: together `raised`. */
const RAISED = ["income", "budget"] as const;
const SOON = 30;
const DAY = 86_400_000;

/** How many days a fund may still be spent; below nought when its day is over. */
const daysLeft = (row: FundItem, now: string): number | null =>
  row.spend_by === null ? null : Math.round((Date.parse(row.spend_by) - Date.parse(now)) / DAY);

function shareSpent(row: FundItem): string {
  const raised = row.income_fen + row.budget_fen;
  return raised > 0 ? `${count(Math.round((100 * row.spent_fen) / raised))}%` : MISSING;
}

const money = (key: (typeof MONEY | typeof RAISED)[number] | "goods", title: string): Column<FundItem> => ({
  key,
  title,
  width: 96,
  align: "end",
  cell: (row) => yuan(row[`${key}_fen`]),
});

export function useFundColumns(): readonly Column<FundItem>[] {
  const { t } = useTranslation();
  const sources = useDictionary("fund_source");
  const states = useDictionary("fund_status");
  const now = today(Date.now());
  return useMemo(
    () => [
      {
        key: "name",
        title: t("fund:column.name"),
        width: 194,
        lead: true,
        cell: (row) => (
          <Link className={styles.name} to="/funds/$id" params={{ id: row.id }} title={row.name}>
            {row.name}
          </Link>
        ),
      },
      { key: "source", title: t("fund:column.source"), width: 84, cell: (row) => sources.label(row.source) },
      {
        key: "organization",
        title: t("fund:column.organization"),
        min: 100,
        cell: (row) => (
          <span className="ink-2" title={row.organization_name}>
            {row.organization_name}
          </span>
        ),
      },
      {
        key: "raised",
        title: t("fund:column.raised"),
        width: 96,
        align: "end",
        cell: (row) => yuan(row.income_fen + row.budget_fen),
      },
      ...MONEY.map((key) => money(key, t(`fund:column.${key}`))),
      {
        key: "available",
        title: t("fund:column.available"),
        width: 106,
        align: "end",
        cell: (row) => <b>{yuan(row.available_fen)}</b>,
      },
      {
        key: "used",
        title: t("fund:column.used"),
        width: 112,
        cell: (row) => (
          <span className={styles.used}>
            <Parts small fund={row} />
            {shareSpent(row)}
          </span>
        ),
      },
      {
        key: "spend_by",
        title: t("fund:column.spend_by"),
        width: 158,
        cell: (row) => {
          const left = row.status === "open" && row.available_fen > 0 ? daysLeft(row, now) : null;
          if (left === null || left > SOON) return date(row.spend_by);
          return (
            <span className={left < 0 ? "bad" : "warn"}>
              {date(row.spend_by)} {t(left < 0 ? "fund:list.over" : "fund:list.left", { n: left })}
            </span>
          );
        },
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
      { ...money("goods", t("fund:column.goods")), extra: true },
      ...RAISED.map((key) => ({ ...money(key, t(`fund:column.${key}`)), extra: true })),
      {
        key: "year",
        title: t("fund:column.year"),
        width: 56,
        align: "end",
        extra: true,
        cell: (row) => String(row.year),
      },
      {
        key: "locked",
        title: t("fund:column.locked"),
        width: 104,
        extra: true,
        cell: (row) => date(row.locked_through),
      },
    ],
    [t, sources, states, now],
  );
}
