import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { PaymentBatchItem, PaymentItem } from "@unionhome/client/model";
import { listPaymentBatches, listPayments } from "@unionhome/client/payments";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { openFunds } from "../../../queries/fund";
import { Button } from "../../../ui/button/Button";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import { type Filter, FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { ListPage } from "../../../ui/table/ListPage";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { SavedViews } from "../../../ui/view/SavedViews";
import { PAYMENTS } from "../data";
import { askedBatches, askedPayments, type PaymentSearch } from "../search";
import { BatchDialog } from "./BatchDialog";
import { useBatchColumns, usePaymentColumns } from "./columns";
import { HandDialog } from "./HandDialog";
import { usePaymentFilters } from "./usePaymentFilters";

const VIEWS = ["batches", "payments"] as const;
/** What a saved view keeps of the address. */
const VIEW_KEYS = [
  "view",
  "fund_id",
  "under_id",
  "state",
  "way",
  "source",
  "program_kind",
  "category",
  "paid",
] as const;

/** Batches for the bank, and every payment by itself. */
export function PaymentsPage() {
  const { t } = useTranslation();
  const search: PaymentSearch = useSearch({ from: "/aid/payments" });
  const go = useNavigate({ from: "/aid/payments" });
  const may = useAccess();
  const [making, setMaking] = useState<"batch" | "hand" | null>(null);
  const view = search.view === "payments" ? "payments" : "batches";
  const set = (change: Partial<PaymentSearch>) =>
    void go({ search: (before: PaymentSearch) => ({ ...before, ...change }), replace: true });
  useTabTitle(t("payment:nav.list"));
  const head = (
    <PageHead
      title={t("payment:nav.list")}
      views={
        <RecordTabs
          kind="views"
          label={t("payment:view.label")}
          tabs={VIEWS.map((key) => ({ key, label: t(`payment:view.${key}`) }))}
          current={view}
          onPick={(key) => void go({ search: { view: key === "batches" ? undefined : key }, replace: true })}
        />
      }
    >
      {may.payAid && (
        <>
          <Button onClick={() => setMaking("hand")}>{t("payment:hand.verb")}</Button>
          <Button kind="main" icon="plus" onClick={() => setMaking("batch")}>
            {t("payment:batch.make")}
          </Button>
        </>
      )}
    </PageHead>
  );
  return (
    <>
      {view === "batches" ? (
        <Batches head={head} search={search} onSearch={set} />
      ) : (
        <Payments head={head} search={search} onSearch={set} />
      )}
      {making === "batch" && (
        <BatchDialog
          onClose={() => setMaking(null)}
          onMade={(id) => {
            setMaking(null);
            void go({ to: "/aid/payments/batches/$id", params: { id } });
          }}
        />
      )}
      {making === "hand" && (
        <HandDialog
          onClose={() => setMaking(null)}
          onMade={(id) => void go({ to: "/aid/payments/$id", params: { id } })}
        />
      )}
    </>
  );
}

interface ViewProps {
  head: React.ReactNode;
  search: PaymentSearch;
  onSearch(change: Partial<PaymentSearch>): void;
}

function Batches({ head, search, onSearch }: ViewProps) {
  const { t } = useTranslation();
  const go = useNavigate();
  const states = useDictionary("batch_state");
  const table = useTable("payment-batches", useBatchColumns());
  const [current, setCurrent] = useState<string | null>(null);
  const asked = askedBatches(search);
  const list = useList<PaymentBatchItem>({
    id: PAYMENTS,
    filters: { batches: asked },
    load: (place, signal) => listPaymentBatches({ ...asked, ...place }, { signal }),
  });
  const open = (id: string) => void go({ to: "/aid/payments/batches/$id", params: { id } });
  const filters: Filter[] = [
    useFundFilter(search, onSearch),
    choiceFilter({
      key: "state",
      label: t("payment:filter.state"),
      choices: states.choices,
      value: search.state,
      comma: t("ui:comma"),
      onChange: (state) => onSearch({ state }),
    }),
  ];
  return (
    <ListPage
      head={head}
      filters={
        <FilterBar
          filters={filters}
          tools={
            <>
              <Views search={search} onSearch={onSearch} />
              <TableTools
                table={table}
                list={{
                  noun: "payment_batches",
                  query: asked,
                  total: list.pager.total,
                  unit: t("payment:batch.unit"),
                  filters,
                }}
              />
            </>
          }
        />
      }
    >
      <DataTable
        label={t("payment:view.batches")}
        table={table}
        rows={list.rows}
        rowKey={keyOf}
        current={current}
        onCurrent={setCurrent}
        onLook={() => current && open(current)}
        onOpen={(row) => open(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t((search.state ?? search.fund_id) ? "payment:none_fits" : "payment:batch.none")}</Empty>}
        pager={{ ...list.pager, unit: t("payment:batch.unit") }}
      />
    </ListPage>
  );
}

function Payments({ head, search, onSearch }: ViewProps) {
  const { t } = useTranslation();
  const go = useNavigate();
  const table = useTable("payments", usePaymentColumns());
  const [current, setCurrent] = useState<string | null>(null);
  const asked = askedPayments(search);
  const list = useList<PaymentItem>({
    id: PAYMENTS,
    filters: asked,
    load: (place, signal) => listPayments({ ...asked, ...place }, { signal }),
  });
  const open = (id: string) => void go({ to: "/aid/payments/$id", params: { id } });
  const filters = [useFundFilter(search, onSearch), ...usePaymentFilters(search, onSearch)];
  const narrowed = search.q || filters.some((filter) => filter.value);
  return (
    <ListPage
      head={head}
      filters={
        <FilterBar
          search={{
            value: search.q ?? "",
            placeholder: t("payment:search"),
            onChange: (q) => onSearch({ q: q || undefined }),
          }}
          filters={filters}
          tools={
            <>
              <Views search={search} onSearch={onSearch} />
              <TableTools
                table={table}
                list={{
                  noun: "payments",
                  query: asked,
                  total: list.pager.total,
                  unit: t("payment:unit"),
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
        label={t("payment:view.payments")}
        table={table}
        rows={list.rows}
        rowKey={keyOf}
        current={current}
        onCurrent={setCurrent}
        onLook={() => current && open(current)}
        onOpen={(row) => open(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t(narrowed ? "payment:none_fits" : "payment:none")}</Empty>}
        pager={{ ...list.pager, unit: t("payment:unit") }}
      />
    </ListPage>
  );
}

/** The token that asks for a fund. */
function useFundFilter(search: PaymentSearch, onSearch: (change: Partial<PaymentSearch>) => void): Filter {
  const { t } = useTranslation();
  const funds = useQuery(openFunds).data?.items ?? [];
  return choiceFilter({
    key: "fund_id",
    label: t("payment:column.fund"),
    choices: funds.map((one) => ({ value: one.id, label: one.name })),
    value: search.fund_id,
    single: true,
    comma: t("ui:comma"),
    onChange: (fund_id) => onSearch({ fund_id }),
  });
}

/** The saved views of both tables: a view knows which of them it is of. */
function Views({ search, onSearch }: Omit<ViewProps, "head">) {
  return (
    <SavedViews
      noun="payments"
      search={search}
      keys={VIEW_KEYS}
      onShow={onSearch}
      count={async (query: PaymentSearch, signal) => {
        const counted = { limit: 1, with_total: true };
        if (query.view === "payments")
          return (await listPayments({ ...askedPayments(query), ...counted }, { signal })).total;
        return (await listPaymentBatches({ ...askedBatches(query), ...counted }, { signal })).total;
      }}
    />
  );
}

const keyOf = (row: { id: string }) => row.id;
