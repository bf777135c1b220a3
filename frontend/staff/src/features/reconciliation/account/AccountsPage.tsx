import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { BankAccountItem, BankAccountStatus } from "@unionhome/client/model";
import { listBankAccounts } from "@unionhome/client/reconciliations";
import { count } from "@unionhome/words";
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
import { monthOf, RECONCILIATIONS } from "../data";
import styles from "../reconciliation.module.css";
import { AccountDialog } from "./AccountDialog";

const rowKey = (row: BankAccountItem) => row.id;

/** The bank accounts of the subtree, and how far each is reconciled. */
export function AccountsPage() {
  const { t } = useTranslation();
  const may = useAccess();
  const search = useSearch({ from: "/aid/bank-accounts" });
  const go = useNavigate({ from: "/aid/bank-accounts" });
  const states = useDictionary("bank_account_status");
  const [open, setOpen] = useState<string | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const table = useTable("bank-accounts", useColumns());
  const asked = { q: search.q, status: search.status as BankAccountStatus | undefined };
  const list = useList<BankAccountItem>({
    id: RECONCILIATIONS,
    filters: { accounts: asked },
    load: (place, signal) => listBankAccounts({ ...asked, ...place }, { signal }),
  });
  const set = (change: { q?: string; status?: string }) => void go({ search: { ...search, ...change }, replace: true });
  useTabTitle(t("reconciliation:nav.accounts"));
  return (
    <ListPage
      head={
        <PageHead title={t("reconciliation:nav.accounts")}>
          {may.editFunds && (
            <Button kind="main" icon="plus" onClick={() => setOpen("new")}>
              {t("reconciliation:account.make.verb")}
            </Button>
          )}
        </PageHead>
      }
      filters={
        <FilterBar
          search={{
            value: search.q ?? "",
            placeholder: t("reconciliation:account.search"),
            onChange: (q) => set({ q: q || undefined }),
          }}
          filters={[
            choiceFilter({
              key: "status",
              label: t("reconciliation:column.state"),
              choices: states.choices,
              value: search.status,
              comma: t("ui:comma"),
              onChange: (value) => set({ status: value }),
            }),
          ]}
          tools={<TableTools table={table} />}
        />
      }
    >
      <DataTable
        label={t("reconciliation:nav.accounts")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onOpen={(row) => setOpen(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={
          search.q || search.status ? (
            <Empty verb={<Link to="/aid/bank-accounts">{t("reconciliation:list.clear")}</Link>}>
              {t("reconciliation:list.none_fits")}
            </Empty>
          ) : (
            <Empty>{t("reconciliation:account.none")}</Empty>
          )
        }
        pager={{ ...list.pager, unit: t("reconciliation:unit.account") }}
        rowVerb={(row) => (
          <Button kind="text" onClick={() => setOpen(row.id)}>
            {t("reconciliation:account.look")}
          </Button>
        )}
      />
      {open && <AccountDialog id={open === "new" ? undefined : open} onClose={() => setOpen(null)} />}
    </ListPage>
  );
}

function useColumns(): readonly Column<BankAccountItem>[] {
  const { t } = useTranslation();
  const states = useDictionary("bank_account_status");
  return useMemo(
    () => [
      {
        key: "name",
        title: t("reconciliation:column.name"),
        min: 180,
        lead: true,
        cell: (row) => (
          <Link className={styles.name} to="/aid/reconciliations" search={{ account_id: row.id }} title={row.name}>
            {row.name}
          </Link>
        ),
      },
      { key: "four", title: t("reconciliation:column.four"), width: 90, cell: (row) => `****${row.last_four}` },
      { key: "bank", title: t("reconciliation:column.bank"), min: 180, cell: (row) => row.bank },
      {
        key: "organization",
        title: t("reconciliation:column.organization"),
        min: 150,
        cell: (row) => <span className="ink-2">{row.organization_name}</span>,
      },
      {
        key: "funds",
        title: t("reconciliation:column.funds"),
        width: 92,
        align: "end",
        cell: (row) => count(row.funds),
      },
      {
        key: "last_month",
        title: t("reconciliation:column.last_month"),
        width: 100,
        cell: (row) => (row.last_month ? monthOf(row.last_month) : "—"),
      },
      {
        key: "checked_month",
        title: t("reconciliation:column.checked_month"),
        width: 100,
        cell: (row) => (row.checked_month ? monthOf(row.checked_month) : "—"),
      },
      {
        key: "status",
        title: t("reconciliation:column.state"),
        width: 92,
        cell: (row) => <Status mark={row.status === "open" ? "settled" : "kept"}>{states.label(row.status)}</Status>,
      },
    ],
    [t, states],
  );
}
