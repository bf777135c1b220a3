import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { listGoodsLots } from "@unionhome/client/goods";
import type { GoodsLotItem } from "@unionhome/client/model";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { openFunds } from "../../queries/fund";
import { Button } from "../../ui/button/Button";
import { choiceFilter } from "../../ui/filter/choiceFilter";
import { type Filter, FilterBar } from "../../ui/filter/FilterBar";
import { useDictionary } from "../../ui/page/dictionary";
import { useAccess } from "../../ui/page/person";
import { useTabTitle } from "../../ui/page/tab";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { PageHead } from "../../ui/record/PageHead";
import { DataTable } from "../../ui/table/DataTable";
import { Empty } from "../../ui/table/Empty";
import { ListPage } from "../../ui/table/ListPage";
import { TableTools } from "../../ui/table/TableTools";
import { useList } from "../../ui/table/useList";
import { useTable } from "../../ui/table/useTable";
import { SavedViews } from "../../ui/view/SavedViews";
import { useLotColumns } from "./columns";
import { GOODS } from "./data";
import { ReceiveDialog } from "./ReceiveDialog";
import { askedLots, type GoodsSearch } from "./search";

/** What a saved view keeps of the address. */
const VIEW_KEYS = ["q", "fund_id", "state"] as const;
const RECEIVE = ["purchase", "gift"] as const;

/** What lies in the stores of the subtree, lot by lot: how many, promised to whom, worth what, good until when. */
export function GoodsPage() {
  const { t } = useTranslation();
  const search: GoodsSearch = useSearch({ from: "/funds/goods" });
  const go = useNavigate({ from: "/funds/goods" });
  const may = useAccess();
  const kinds = useDictionary("voucher_kind");
  const states = useDictionary("lot_state");
  const [receiving, setReceiving] = useState<(typeof RECEIVE)[number] | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const set = (change: Partial<GoodsSearch>) =>
    void go({ search: (before: GoodsSearch) => ({ ...before, ...change }), replace: true });
  const funds = useQuery(openFunds).data?.items ?? [];
  const table = useTable("goods", useLotColumns());
  const asked = askedLots(search);
  const list = useList<GoodsLotItem>({
    id: GOODS,
    filters: asked,
    load: (place, signal) => listGoodsLots({ ...asked, ...place }, { signal }),
  });
  const comma = t("ui:comma");
  const filters: Filter[] = [
    choiceFilter({
      key: "state",
      label: t("goods:filter.state"),
      choices: states.choices,
      value: search.state,
      comma,
      onChange: (state) => set({ state }),
    }),
    choiceFilter({
      key: "fund_id",
      label: t("fund:filter.fund_id"),
      choices: funds.map((one) => ({ value: one.id, label: one.name })),
      value: search.fund_id,
      single: true,
      comma,
      onChange: (fund_id) => set({ fund_id }),
    }),
  ];
  const narrowed = Object.values(search).some((value) => value !== undefined);
  const open = (id: string) => void go({ to: "/funds/goods/$id", params: { id } });
  useTabTitle(t("goods:nav"));
  return (
    <ListPage
      head={
        <PageHead title={t("goods:nav")}>
          {may.editFunds &&
            RECEIVE.map((kind) => (
              <Button key={kind} kind={kind === "purchase" ? "main" : "plain"} onClick={() => setReceiving(kind)}>
                {kinds.label(kind)}
              </Button>
            ))}
        </PageHead>
      }
      filters={
        <FilterBar
          search={{
            value: search.q ?? "",
            placeholder: t("goods:list.search"),
            onChange: (q) => set({ q: q || undefined }),
          }}
          filters={filters}
          tools={
            <>
              <SavedViews
                noun="goods-lots"
                search={search}
                keys={VIEW_KEYS}
                onShow={set}
                count={async (query, signal) =>
                  (await listGoodsLots({ ...askedLots(query), limit: 1, with_total: true }, { signal })).total
                }
              />
              <TableTools
                table={table}
                list={{
                  noun: "goods_lots",
                  query: asked,
                  total: list.pager.total,
                  unit: t("goods:unit"),
                  filters,
                  search: search.q,
                }}
              />
            </>
          }
        />
      }
    >
      <DataTable
        label={t("goods:nav")}
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
            <Empty verb={<Link to="/funds/goods">{t("fund:list.clear")}</Link>}>{t("fund:list.none_fits")}</Empty>
          ) : (
            <Empty verb={<Link to="/vouchers">{t("fund:nav.vouchers")}</Link>}>{t("goods:list.none")}</Empty>
          )
        }
        pager={{ ...list.pager, unit: t("goods:unit") }}
      />
      {receiving && <ReceiveDialog kind={receiving} onClose={() => setReceiving(null)} />}
    </ListPage>
  );
}

const rowKey = (row: GoodsLotItem) => row.id;
