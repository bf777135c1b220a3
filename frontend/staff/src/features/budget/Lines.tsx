import { useNavigate, useSearch } from "@tanstack/react-router";
import { listBudgetLines } from "@unionhome/client/budget-plans";
import type { BudgetLineItem } from "@unionhome/client/model";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { DataTable } from "../../ui/table/DataTable";
import { Empty } from "../../ui/table/Empty";
import type { useList } from "../../ui/table/useList";
import type { Table } from "../../ui/table/useTable";
import { BUDGETS } from "./data";
import { askedLines, type BudgetSearch, entriesOf } from "./search";

type List = ReturnType<typeof useList<BudgetLineItem>>;

export const LINES_ID = BUDGETS[0];
export const loadLines = (search: BudgetSearch, year: number) => (place: object, signal: AbortSignal) =>
  listBudgetLines({ ...askedLines(search, year), ...place }, { signal });

/** Every union by subject: who has not spent theirs, and who spent more. A row opens the entries that it is the sum of. */
export function Lines({ table, list }: { table: Table<BudgetLineItem>; list: List }) {
  const { t } = useTranslation();
  const search: BudgetSearch = useSearch({ from: "/funds/budget" });
  const go = useNavigate();
  const [current, setCurrent] = useState<string | null>(null);
  const open = (row: BudgetLineItem) =>
    void go({ to: entriesOf("spent", row.subject, row.year, row.organization_id, "own") as never });
  return (
    <DataTable
      label={t("budget:view.lines")}
      table={table}
      rows={list.rows}
      rowKey={rowKey}
      current={current}
      onCurrent={setCurrent}
      onLook={() => {
        const row = list.rows?.find((one) => rowKey(one) === current);
        if (row) open(row);
      }}
      onOpen={open}
      problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
      empty={<Empty>{t(search.org || search.subject ? "budget:none_fits" : "budget:none_yet")}</Empty>}
      pager={{ ...list.pager, unit: t("budget:unit") }}
    />
  );
}

const rowKey = (row: BudgetLineItem) => `${row.organization_id} ${row.subject}`;
