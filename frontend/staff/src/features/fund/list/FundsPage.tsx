import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { listFunds } from "@unionhome/client/funds";
import type { FundItem } from "@unionhome/client/model";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import { FilterBar } from "../../../ui/filter/FilterBar";
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
import { FUNDS, unionOf } from "../data";
import { askedFunds, type FundSearch } from "../search";
import { useFundColumns } from "./columns";
import { FundDialog } from "./FundDialog";

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
          filters={[
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
                comma: t("ui:comma"),
                onChange: (value) => set({ [key]: value }),
              }),
            ),
          ]}
          tools={<TableTools table={table} />}
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
