import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReconciliationItem, ReconciliationState } from "@unionhome/client/model";
import { listReconciliations } from "@unionhome/client/reconciliations";
import { count, moment, yuan } from "@unionhome/words";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import { FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { ListPage } from "../../../ui/table/ListPage";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { MONTH_MARKS, monthOf, openAccounts, RECONCILIATIONS } from "../data";
import styles from "../reconciliation.module.css";
import { BringDialog } from "./BringDialog";

const rowKey = (row: ReconciliationItem) => row.id;
type Search = { account_id?: string; state?: string; year?: string };

/** The months of all accounts, the latest first, each with how much of it is paired. */
export function MonthsPage() {
  const { t } = useTranslation();
  const may = useAccess();
  const search = useSearch({ from: "/aid/reconciliations" });
  const go = useNavigate({ from: "/aid/reconciliations" });
  const states = useDictionary("reconciliation_state");
  const accounts = useQuery(openAccounts).data?.items ?? [];
  const [bringing, setBringing] = useState(false);
  const [current, setCurrent] = useState<string | null>(null);
  const table = useTable("reconciliations", useColumns());
  const asked = {
    account_id: search.account_id,
    state: search.state?.split(",") as ReconciliationState[] | undefined,
    year: search.year ? Number(search.year) : undefined,
  };
  const list = useList<ReconciliationItem>({
    id: RECONCILIATIONS,
    filters: asked,
    load: (place, signal) => listReconciliations({ ...asked, ...place }, { signal }),
  });
  const set = (change: Search) => void go({ search: { ...search, ...change }, replace: true });
  const open = (id: string) => void go({ to: "/aid/reconciliations/$id", params: { id }, search: {} });
  useTabTitle(t("reconciliation:nav.months"));
  return (
    <ListPage
      head={
        <PageHead title={t("reconciliation:nav.months")}>
          {may.editFunds && (
            <Button kind="main" icon="import" onClick={() => setBringing(true)}>
              {t("reconciliation:bring.verb")}
            </Button>
          )}
        </PageHead>
      }
      filters={
        <FilterBar
          filters={[
            choiceFilter({
              key: "account_id",
              label: t("reconciliation:column.account"),
              choices: accounts.map((each) => ({
                value: each.id,
                label: t("reconciliation:account.called", { name: each.name, four: each.last_four }),
              })),
              value: search.account_id,
              comma: t("ui:comma"),
              onChange: (value) => set({ account_id: value }),
            }),
            choiceFilter({
              key: "state",
              label: t("reconciliation:column.state"),
              choices: states.choices,
              value: search.state,
              comma: t("ui:comma"),
              onChange: (value) => set({ state: value }),
            }),
          ]}
          tools={<TableTools table={table} />}
        />
      }
    >
      <DataTable
        label={t("reconciliation:nav.months")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onOpen={(row) => open(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={
          search.account_id || search.state || search.year ? (
            <Empty verb={<Link to="/aid/reconciliations">{t("reconciliation:list.clear")}</Link>}>
              {t("reconciliation:list.none_fits")}
            </Empty>
          ) : (
            <Empty verb={<Link to="/aid/bank-accounts">{t("reconciliation:nav.accounts")}</Link>}>
              {t("reconciliation:list.none")}
            </Empty>
          )
        }
        pager={{ ...list.pager, unit: t("reconciliation:unit.month") }}
      />
      {bringing && <BringDialog account={search.account_id} onClose={() => setBringing(false)} onDone={open} />}
    </ListPage>
  );
}

function useColumns(): readonly Column<ReconciliationItem>[] {
  const { t } = useTranslation();
  const states = useDictionary("reconciliation_state");
  return useMemo(
    () => [
      {
        key: "month",
        title: t("reconciliation:column.month"),
        width: 88,
        lead: true,
        cell: (row) => (
          <Link className={styles.name} to="/aid/reconciliations/$id" params={{ id: row.id }} search={{}}>
            {monthOf(row.month)}
          </Link>
        ),
      },
      {
        key: "account",
        title: t("reconciliation:column.account"),
        min: 190,
        cell: (row) => (
          <span title={row.bank}>
            {t("reconciliation:account.called", { name: row.account_name, four: row.last_four })}
          </span>
        ),
      },
      {
        key: "organization",
        title: t("reconciliation:column.organization"),
        min: 150,
        extra: true,
        cell: (row) => row.organization_name,
      },
      {
        key: "paired",
        title: t("reconciliation:column.paired"),
        width: 210,
        cell: (row) => <PairedBar month={row} />,
      },
      {
        key: "opening",
        title: t("reconciliation:column.opening"),
        width: 124,
        align: "end",
        cell: (row) => yuan(row.opening_fen),
      },
      {
        key: "closing",
        title: t("reconciliation:column.closing"),
        width: 124,
        align: "end",
        cell: (row) => yuan(row.closing_fen),
      },
      { key: "closed_by", title: t("reconciliation:column.closed_by"), width: 80, cell: (row) => row.closed_by_name },
      {
        key: "checked_by",
        title: t("reconciliation:column.checked_by"),
        width: 80,
        cell: (row) => row.checked_by_name,
      },
      {
        key: "made",
        title: t("reconciliation:column.made"),
        width: 160,
        extra: true,
        cell: (row) => `${row.made_by_name} ${moment(row.made_at)}`,
      },
      {
        key: "state",
        title: t("reconciliation:column.state"),
        width: 96,
        cell: (row) => <Status mark={MONTH_MARKS[row.state] ?? "settled"}>{states.label(row.state)}</Status>,
      },
    ],
    [t, states],
  );
}

/** How many lines of the bank are paired, and of how many. */
export function PairedBar({ month }: { month: Pick<ReconciliationItem, "lines" | "paired"> }) {
  const { t } = useTranslation();
  const part = month.lines === 0 ? 1 : month.paired / month.lines;
  const told = { paired: count(month.paired), lines: count(month.lines) };
  return (
    <span className={styles.told} title={t("reconciliation:bar", told)}>
      <span className={styles.bar} aria-hidden="true">
        <i style={{ width: `${100 * part}%` }} />
      </span>
      <span>
        {told.paired}/{told.lines}
      </span>
    </span>
  );
}
