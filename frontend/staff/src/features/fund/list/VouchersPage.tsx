import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { listVouchers } from "@unionhome/client/funds";
import type { VoucherItem } from "@unionhome/client/model";
import { date, moment, yuan } from "@unionhome/words";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { openFunds } from "../../../queries/fund";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import { type Filter, FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
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
import { SavedViews } from "../../../ui/view/SavedViews";
import { FUNDS, oneFund, VOUCHER_MARK } from "../data";
import { askedVouchers, type VoucherSearch } from "../search";

/** What a saved view keeps of the address. */
const VIEW_KEYS = ["fund_id", "state", "kind"] as const;

/** Every voucher of the subtree, the newest first: what waits for a second officer, and what was booked. */
export function VouchersPage() {
  const { t } = useTranslation();
  const search: VoucherSearch = useSearch({ from: "/vouchers" });
  const go = useNavigate({ from: "/vouchers" });
  const kinds = useDictionary("voucher_kind");
  const states = useDictionary("voucher_state");
  const [current, setCurrent] = useState<string | null>(null);
  const set = (change: Partial<VoucherSearch>) =>
    void go({ search: (before: VoucherSearch) => ({ ...before, ...change }), replace: true });
  const funds = useQuery(openFunds).data?.items ?? [];
  // A view may look at a fund that is closed by now.
  const fund = useQuery({ ...oneFund(search.fund_id ?? ""), enabled: search.fund_id !== undefined }).data;
  const table = useTable("vouchers", useVoucherColumns());
  const asked = askedVouchers(search);
  const list = useList<VoucherItem>({
    id: FUNDS,
    filters: { vouchers: asked },
    load: (place, signal) => listVouchers({ ...asked, ...place }, { signal }),
  });
  const comma = t("ui:comma");
  const chosen = fund && !funds.some((one) => one.id === fund.id) ? [fund] : [];
  const filters: Filter[] = [
    choiceFilter({
      key: "fund_id",
      label: t("fund:filter.fund_id"),
      choices: [...funds, ...chosen].map((one) => ({ value: one.id, label: one.name })),
      value: search.fund_id,
      single: true,
      comma,
      onChange: (fund_id) => set({ fund_id }),
    }),
    ...(["state", "kind"] as const).map((key) =>
      choiceFilter({
        key,
        label: t(key === "state" ? "fund:filter.status" : "fund:filter.kind"),
        choices: (key === "state" ? states : kinds).choices,
        value: search[key],
        comma,
        onChange: (value) => set({ [key]: value }),
      }),
    ),
  ];
  const narrowed = Object.values(search).some((value) => value !== undefined);
  const open = (id: string) => void go({ to: "/vouchers/$id", params: { id } });
  useTabTitle(t("fund:nav.vouchers"));
  return (
    <ListPage
      head={<PageHead title={t("fund:nav.vouchers")} />}
      filters={
        <FilterBar
          filters={filters}
          tools={
            <>
              <SavedViews
                noun="vouchers"
                search={search}
                keys={VIEW_KEYS}
                onShow={set}
                count={async (query, signal) =>
                  (await listVouchers({ ...askedVouchers(query), limit: 1, with_total: true }, { signal })).total
                }
              />
              <TableTools
                table={table}
                list={{
                  noun: "vouchers",
                  query: asked,
                  total: list.pager.total,
                  unit: t("fund:voucher.unit"),
                  filters,
                }}
              />
            </>
          }
        />
      }
    >
      <DataTable
        label={t("fund:nav.vouchers")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => current && open(current)}
        onOpen={(row) => open(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={
          narrowed ? (
            <Empty verb={<Link to="/vouchers">{t("fund:list.clear")}</Link>}>{t("fund:list.none_fits")}</Empty>
          ) : (
            <Empty verb={<Link to="/funds">{t("fund:nav.list")}</Link>}>{t("fund:voucher.none_yet")}</Empty>
          )
        }
        pager={{ ...list.pager, unit: t("fund:voucher.unit") }}
      />
    </ListPage>
  );
}

const rowKey = (row: VoucherItem) => row.id;

function useVoucherColumns(): readonly Column<VoucherItem>[] {
  const { t } = useTranslation();
  const kinds = useDictionary("voucher_kind");
  const states = useDictionary("voucher_state");
  return useMemo(
    () => [
      {
        key: "number",
        title: t("fund:voucher.number"),
        width: 142,
        lead: true,
        cell: (row) => (
          <Link to="/vouchers/$id" params={{ id: row.id }}>
            {row.number}
          </Link>
        ),
      },
      { key: "kind", title: t("fund:voucher.kind"), width: 96, cell: (row) => kinds.label(row.kind) },
      {
        key: "fund",
        title: t("fund:column.name"),
        min: 180,
        cell: (row) => <span title={row.fund_name}>{row.fund_name}</span>,
      },
      { key: "amount", title: t("fund:voucher.amount"), width: 124, align: "end", cell: (row) => yuan(row.amount_fen) },
      {
        key: "document",
        title: t("fund:column.document"),
        min: 140,
        cell: (row) => row.document_number || "—",
      },
      { key: "maker", title: t("fund:voucher.maker"), width: 84, cell: (row) => row.made_by_name },
      { key: "made", title: t("fund:voucher.made"), width: 132, cell: (row) => moment(row.made_at) },
      { key: "checker", title: t("fund:voucher.checker"), width: 84, cell: (row) => row.checked_by_name || "—" },
      {
        key: "state",
        title: t("fund:column.status"),
        width: 100,
        cell: (row) => <Status mark={VOUCHER_MARK[row.state] ?? "settled"}>{states.label(row.state)}</Status>,
      },
      {
        key: "organization",
        title: t("fund:column.organization"),
        width: 170,
        extra: true,
        cell: (row) => row.organization_name,
      },
      {
        key: "other",
        title: t("fund:voucher.other"),
        width: 180,
        extra: true,
        cell: (row) => row.other_fund_name ?? "—",
      },
      {
        key: "document_on",
        title: t("fund:voucher.document_on"),
        width: 104,
        extra: true,
        cell: (row) => date(row.document_on),
      },
      {
        key: "checked",
        title: t("fund:voucher.checked"),
        width: 132,
        extra: true,
        cell: (row) => moment(row.checked_at),
      },
      { key: "note", title: t("fund:voucher.note"), width: 180, extra: true, cell: (row) => row.note || "—" },
      { key: "payee", title: t("fund:voucher.payee"), width: 170, extra: true, cell: (row) => row.payee || "—" },
      {
        key: "households",
        title: t("fund:voucher.households"),
        width: 84,
        align: "end",
        extra: true,
        cell: (row) => row.households ?? "—",
      },
    ],
    [t, kinds, states],
  );
}
