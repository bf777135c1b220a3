import { Link } from "@tanstack/react-router";
import type { BudgetLineItem } from "@unionhome/client/model";
import { MISSING, yuan } from "@unionhome/words";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../ui/page/dictionary";
import { Status } from "../../ui/status/Status";
import type { Column } from "../../ui/table/columns";
import { STANDING_MARK } from "./data";
import { entriesOf } from "./search";

/** The figures of a budget in the order in which one becomes the next. */
export const FIGURES = ["budget", "reserved", "spent", "left"] as const;
const CHANGES = ["planned", "adjusted", "received", "handed"] as const;

const money = (key: (typeof FIGURES)[number] | (typeof CHANGES)[number], title: string): Column<BudgetLineItem> => ({
  key,
  title,
  width: 112,
  align: "end",
  cell: (row) => yuan(row[`${key}_fen`]),
});

export function useBudgetColumns(): readonly Column<BudgetLineItem>[] {
  const { t } = useTranslation();
  const subjects = useDictionary("budget_subject");
  const states = useDictionary("budget_plan_state");
  const standings = useDictionary("budget_standing");
  return useMemo(
    () => [
      {
        key: "organization",
        title: t("budget:column.organization"),
        min: 170,
        lead: true,
        cell: (row) => <span title={row.organization_name}>{row.organization_name}</span>,
      },
      { key: "subject", title: t("budget:column.subject"), width: 130, cell: (row) => subjects.label(row.subject) },
      ...FIGURES.map((key) => {
        const column = money(key, t(`budget:column.${key}`));
        return key === "reserved" ? { ...column, cell: (row: BudgetLineItem) => <Reserved row={row} /> } : column;
      }),
      {
        key: "rate",
        title: t("budget:column.rate"),
        width: 76,
        align: "end",
        cell: (row) => (row.rate === null ? MISSING : `${row.rate.toFixed(1)}%`),
      },
      {
        key: "standing",
        title: t("budget:column.standing"),
        width: 126,
        cell: (row) =>
          row.standing ? <Status mark={STANDING_MARK[row.standing]}>{standings.label(row.standing)}</Status> : MISSING,
      },
      {
        key: "state",
        title: t("budget:column.state"),
        width: 90,
        extra: true,
        cell: (row) => (row.state ? states.label(row.state) : MISSING),
      },
      ...CHANGES.map((key) => ({ ...money(key, t(`budget:column.${key}`)), extra: true })),
      {
        key: "year",
        title: t("budget:column.year"),
        width: 64,
        align: "end",
        extra: true,
        cell: (row) => String(row.year),
      },
    ],
    [t, subjects, states, standings],
  );
}

/** What stands promised, opening its promises; the row itself opens what was spent. */
function Reserved({ row }: { row: BudgetLineItem }) {
  const amount = yuan(row.reserved_fen);
  if (row.reserved_fen === 0) return <>{amount}</>;
  return <Link to={entriesOf("reserved", row.subject, row.year, row.organization_id, "own") as never}>{amount}</Link>;
}
