import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { listFunds } from "@unionhome/client/funds";
import type { FundItem } from "@unionhome/client/model";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { unionOf } from "../../../queries/organization";
import { Button } from "../../../ui/button/Button";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import { type Filter, FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { ListPage } from "../../../ui/table/ListPage";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { OrgFilter } from "../../../ui/tree/OrgFilter";
import { SavedViews } from "../../../ui/view/SavedViews";
import { FUNDS } from "../data";
import { askedFunds, type FundSearch } from "../search";
import { useFundColumns } from "./columns";
import { FundDialog } from "./FundDialog";

/** What a saved view keeps of the address. */
const VIEW_KEYS = ["q", "under_id", "source", "year", "status"] as const;
const YEARS_BACK = 4;

/** The funds of the subtree with their money. */
export function FundsPage() {
  const { t } = useTranslation();
  const search: FundSearch = useSearch({ from: "/funds" });
  const go = useNavigate({ from: "/funds" });
  const may = useAccess();
  const [making, setMaking] = useState(false);
  const [current, setCurrent] = useState<string | null>(null);
  const set = (change: Partial<FundSearch>) =>
    void go({ search: (before: FundSearch) => ({ ...before, ...change }), replace: true });
  const table = useTable("funds", useFundColumns());
  const sources = useDictionary("fund_source");
  const states = useDictionary("fund_status");
  const union = useQuery(unionOf(search.under_id)).data?.name;
  const asked = askedFunds(search);
  const list = useList<FundItem>({
    id: FUNDS,
    filters: asked,
    load: (place, signal) => listFunds({ ...asked, ...place }, { signal }),
  });
  const comma = t("ui:comma");
  const now = new Date().getFullYear();
  const years = Array.from({ length: YEARS_BACK + 1 }, (_, back) => String(now - back));
  const filters: Filter[] = [
    {
      key: "under_id",
      label: t("fund:filter.under_id"),
      value: search.under_id && (union ?? "…"),
      onClear: () => set({ under_id: undefined }),
      editor: (close) => (
        <OrgFilter
          label={t("fund:filter.under_id")}
          selected={search.under_id ?? null}
          onPick={(org) => {
            set({ under_id: org.id });
            close();
          }}
        />
      ),
    },
    ...(["source", "status"] as const).map((key) =>
      choiceFilter({
        key,
        label: t(`fund:filter.${key}`),
        choices: (key === "source" ? sources : states).choices,
        value: search[key],
        single: key === "status",
        comma,
        onChange: (value) => set({ [key]: value }),
      }),
    ),
    choiceFilter({
      key: "year",
      label: t("fund:column.year"),
      choices: years.map((one) => ({ value: one, label: one })),
      value: search.year,
      comma,
      onChange: (year) => set({ year }),
    }),
  ];
  const narrowed = Object.values(search).some((value) => value !== undefined);
  const open = (id: string) => void go({ to: "/funds/$id", params: { id } });
  useTabTitle(t("fund:nav.list"));
  return (
    <ListPage
      head={
        <PageHead title={t("fund:nav.list")}>
          {may.editFunds && (
            <Button kind="main" icon="plus" onClick={() => setMaking(true)}>
              {t("fund:make.verb")}
            </Button>
          )}
        </PageHead>
      }
      filters={
        <FilterBar
          search={{
            value: search.q ?? "",
            placeholder: t("fund:list.search"),
            onChange: (q) => set({ q: q || undefined }),
          }}
          filters={filters}
          tools={
            <>
              <SavedViews
                noun="funds"
                search={search}
                keys={VIEW_KEYS}
                onShow={set}
                count={async (query, signal) =>
                  (await listFunds({ ...askedFunds(query), limit: 1, with_total: true }, { signal })).total
                }
              />
              <TableTools
                table={table}
                list={{
                  noun: "funds",
                  query: asked,
                  total: list.pager.total,
                  unit: t("fund:unit"),
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
        label={t("fund:nav.list")}
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
            <Empty verb={<Link to="/funds">{t("fund:list.clear")}</Link>}>{t("fund:list.none_fits")}</Empty>
          ) : (
            <Empty>{t("fund:list.none")}</Empty>
          )
        }
        pager={{ ...list.pager, unit: t("fund:unit") }}
      />
      {making && <FundDialog onClose={() => setMaking(false)} onMade={open} />}
    </ListPage>
  );
}

const rowKey = (row: FundItem) => row.id;
