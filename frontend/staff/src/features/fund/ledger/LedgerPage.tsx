import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { listLedgerEntries } from "@unionhome/client/funds";
import type { EntryItem } from "@unionhome/client/model";
import { date, yuan } from "@unionhome/words";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { unionOf } from "../../../queries/organization";
import { Button } from "../../../ui/button/Button";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import { type Filter, FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { ListPage } from "../../../ui/table/ListPage";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { SavedViews } from "../../../ui/view/SavedViews";
import { ACCOUNTS, FUNDS, oneFund } from "../data";
import styles from "../fund.module.css";
import { askedEntries, type LedgerSearch } from "../search";
import { EntryDrawer } from "./EntryDrawer";
import { Executed } from "./Executed";
import { MonthColumns } from "./MonthColumns";

/** What a saved view keeps of the address. */
const VIEW_KEYS = [
  "fund_id",
  "under_id",
  "kind",
  "month",
  "year",
  "visit_plan_id",
  "owner_id",
  "subject",
  "reserved_on",
] as const;

/** The ledger: every movement of money with what it is about, and the year in twelve columns. */
export function LedgerPage() {
  const { t } = useTranslation();
  const search: LedgerSearch = useSearch({ from: "/funds/ledger" });
  const go = useNavigate({ from: "/funds/ledger" });
  const kinds = useDictionary("entry_kind");
  const subjects = useDictionary("budget_subject");
  const [current, setCurrent] = useState<string | null>(null);
  const [looked, setLooked] = useState<string | null>(null);
  const [wide, setWide] = useState(false);
  const set = (change: Partial<LedgerSearch>) =>
    void go({ search: (before: LedgerSearch) => ({ ...before, ...change }), replace: true });
  const fund = useQuery({ ...oneFund(search.fund_id ?? ""), enabled: search.fund_id !== undefined }).data;
  const owner = useQuery(unionOf(search.owner_id ?? search.under_id)).data;
  const table = useTable("ledger", useEntryColumns());
  const asked = askedEntries(search);
  const year = Number(search.month?.slice(0, 4) ?? search.year ?? new Date().getFullYear());
  const list = useList<EntryItem>({
    id: FUNDS,
    filters: { ledger: asked },
    load: (place, signal) => listLedgerEntries({ ...asked, ...place }, { signal }),
  });
  const filters: Filter[] = [
    {
      key: "fund_id",
      label: t("fund:filter.fund_id"),
      value: search.fund_id && (fund?.name ?? "…"),
      onClear: () => set({ fund_id: undefined }),
      editor: () => <p className={styles.closed}>{t("fund:filter.from_fund")}</p>,
    },
    choiceFilter({
      key: "kind",
      label: t("fund:filter.kind"),
      choices: kinds.choices,
      value: search.kind,
      comma: t("ui:comma"),
      onChange: (kind) => set({ kind }),
    }),
    {
      key: "month",
      label: t("fund:filter.month"),
      value: search.month ?? search.year,
      onClear: () => set({ month: undefined, year: undefined }),
      editor: (close) => (
        <input
          type="month"
          aria-label={t("fund:filter.month")}
          className={styles.month}
          value={search.month ?? ""}
          onChange={(event) => {
            set({ month: event.target.value || undefined });
            close();
          }}
        />
      ),
    },
  ];
  if (search.subject)
    filters.push(
      choiceFilter({
        key: "subject",
        label: t("fund:filter.subject"),
        choices: subjects.choices,
        value: search.subject,
        comma: t("ui:comma"),
        onChange: (subject) => set({ subject }),
      }),
    );
  if (search.reserved_on)
    filters.push({
      key: "reserved_on",
      label: t("fund:filter.reserved_on"),
      value: search.reserved_on,
      onClear: () => set({ reserved_on: undefined }),
      editor: () => <p className={styles.closed}>{t("fund:filter.from_promises")}</p>,
    });
  for (const key of ["owner_id", "under_id"] as const)
    if (search[key])
      filters.push({
        key,
        label: t(`fund:filter.${key}`),
        value: owner?.name ?? "…",
        onClear: () => set({ [key]: undefined }),
        editor: () => <p className={styles.closed}>{t("fund:filter.from_budget")}</p>,
      });
  if (search.visit_plan_id)
    filters.push({
      key: "visit_plan",
      label: t("fund:filter.visit_plan"),
      value: list.rows?.[0]?.memo ?? search.visit_plan_id,
      onClear: () => set({ visit_plan_id: undefined }),
      editor: () => <p className={styles.closed}>{t("fund:filter.from_visit_plan")}</p>,
    });
  const narrowed = Object.values(search).some((value) => value !== undefined);
  useTabTitle(t("fund:nav.ledger"));
  return (
    <ListPage
      head={
        <PageHead title={t("fund:nav.ledger")} note={fund?.name}>
          <Button icon="chart" aria-expanded={wide} onClick={() => setWide(!wide)}>
            {t("fund:months.show")}
          </Button>
        </PageHead>
      }
      filters={
        <>
          <FilterBar
            filters={filters}
            tools={
              <>
                <SavedViews
                  noun="ledger-entries"
                  search={search}
                  keys={VIEW_KEYS}
                  onShow={set}
                  count={async (query, signal) =>
                    (await listLedgerEntries({ ...askedEntries(query), limit: 1, with_total: true }, { signal })).total
                  }
                />
                <TableTools
                  table={table}
                  list={{
                    noun: "ledger_entries",
                    query: asked,
                    total: list.pager.total,
                    unit: t("fund:ledger.unit"),
                    filters,
                  }}
                />
              </>
            }
          />
          <Executed search={search} />
          {wide && (
            <MonthColumns
              year={year}
              fund={search.fund_id}
              union={search.under_id}
              chosen={search.month}
              onPick={(month) => set({ month })}
            />
          )}
        </>
      }
    >
      <DataTable
        label={t("fund:nav.ledger")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => setLooked(current)}
        onOpen={(row) => setLooked(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={
          narrowed ? (
            <Empty verb={<Link to="/funds/ledger">{t("fund:list.clear")}</Link>}>{t("fund:list.none_fits")}</Empty>
          ) : (
            <Empty>{t("fund:ledger.none")}</Empty>
          )
        }
        pager={{ ...list.pager, unit: t("fund:ledger.unit") }}
      />
      {looked && <EntryDrawer id={looked} onClose={() => setLooked(null)} />}
    </ListPage>
  );
}

const rowKey = (row: EntryItem) => row.id;

function useEntryColumns(): readonly Column<EntryItem>[] {
  const { t } = useTranslation();
  const kinds = useDictionary("entry_kind");
  return useMemo(
    () => [
      { key: "on", title: t("fund:ledger.on"), width: 104, lead: true, cell: (row) => date(row.booked_on) },
      {
        key: "kind",
        title: t("fund:ledger.kind"),
        width: 104,
        cell: (row) => (
          <span className={row.reversed_by || row.kind === "reversal" ? styles.reversed : undefined}>
            {kinds.label(row.kind)}
          </span>
        ),
      },
      { key: "about", title: t("fund:ledger.about"), min: 190, cell: (row) => <About entry={row} /> },
      { key: "amount", title: t("fund:ledger.amount"), width: 124, align: "end", cell: (row) => yuan(row.amount_fen) },
      {
        key: "debit",
        title: t("fund:ledger.debit"),
        width: 170,
        cell: (row) => <Account entry={row} side="debit" />,
      },
      {
        key: "credit",
        title: t("fund:ledger.credit"),
        width: 170,
        cell: (row) => <Account entry={row} side="credit" />,
      },
      { key: "by", title: t("fund:ledger.by"), width: 84, cell: (row) => row.by_name },
      { key: "office", title: t("fund:ledger.office"), width: 150, extra: true, cell: (row) => row.by_office },
      { key: "memo", title: t("fund:ledger.memo"), width: 180, extra: true, cell: (row) => row.memo || "—" },
    ],
    [t, kinds],
  );
}

/** The account of a side, then its fund: money that a case moves stays in one fund and changes its account. */
export function Account({ entry, side }: { entry: EntryItem; side: "debit" | "credit" }) {
  const { t } = useTranslation();
  const name = entry[`${side}_fund_name`];
  const account = ACCOUNTS[entry.kind]?.[side];
  if (!name) return <span className="ink-3">{t("fund:ledger.beyond")}</span>;
  if (account === "source") return <>{t("fund:ledger.source")}</>;
  return (
    <span title={name}>
      {account && `${t(`fund:column.${account}`)} `}
      <span className="ink-3">{name}</span>
    </span>
  );
}

/** What an entry is about, opened from it: the case with its household, the payment, the claim, the visit, the voucher with its paper. */
export function About({ entry }: { entry: EntryItem }) {
  if (entry.payment_id)
    return (
      <Link to={`/aid/payments/${entry.payment_id}` as never}>
        {entry.case_name} {entry.case_number ?? entry.memo}
      </Link>
    );
  if (entry.case_id)
    return (
      <Link to={`/aid/cases/${entry.case_id}` as never}>
        {entry.case_name} {entry.case_number ?? entry.memo}
      </Link>
    );
  if (entry.claim_id) return <Link to={`/aid/mutual/claims/${entry.claim_id}` as never}>{entry.memo}</Link>;
  if (entry.visit_plan_id)
    return (
      <Link to={`/visits/${entry.visit_plan_id}` as never}>
        {entry.visit_name} {entry.memo}
      </Link>
    );
  if (entry.voucher_id && entry.voucher_number)
    return (
      <Link to="/vouchers/$id" params={{ id: entry.voucher_id }}>
        {entry.voucher_number} {entry.document_number}
      </Link>
    );
  return entry.memo || "—";
}
