import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { listMemberBatches } from "@unionhome/client/member-batches";
import type { MemberBatchItem } from "@unionhome/client/model";
import { count, type MarkName, MISSING, moment } from "@unionhome/words";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useUnionName } from "../../../queries/organization";
import { Button } from "../../../ui/button/Button";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import { type Filter, FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { ListPage } from "../../../ui/table/ListPage";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { OrgFilter } from "../../../ui/tree/OrgFilter";
import { BATCHES } from "./data";
import { Change } from "./deeds";
import { askedOf, type BatchSearch } from "./search";

const MARKS: Record<string, MarkName> = {
  checking: "running",
  checked: "waiting",
  carrying_out: "running",
  done: "done",
  failed: "returned",
};

/** Who did what to how many members in the last thirty days, and what became of them. */
export function BatchesPage() {
  const { t } = useTranslation();
  const search: BatchSearch = useSearch({ from: "/member-batches" });
  const go = useNavigate({ from: "/member-batches" });
  const set = (change: Partial<BatchSearch>) =>
    void go({ search: (before: BatchSearch) => ({ ...before, ...change }), replace: true });
  const filters = useFilters(search, set);
  const table = useTable("member-batches", useColumns());
  const [current, setCurrent] = useState<string | null>(null);
  const asked = askedOf(search);
  const list = useList<MemberBatchItem>({
    id: BATCHES[0],
    filters: asked,
    load: (place, signal) => listMemberBatches({ ...asked, ...place }, { signal }),
  });
  const narrowed = filters.some((filter) => filter.value !== undefined) || search.mine;
  const open = (id: string) => void go({ to: "/member-batches/$id", params: { id } });
  useTabTitle(t("member:batches.nav"));
  return (
    <ListPage
      head={
        <PageHead
          title={t("member:batches.nav")}
          note={t("member:batches.note")}
          views={
            <RecordTabs
              kind="views"
              label={t("member:batches.view")}
              tabs={(["all", "mine"] as const).map((key) => ({ key, label: t(`member:batches.${key}`) }))}
              current={search.mine ? "mine" : "all"}
              onPick={(key) => set({ mine: key === "mine" || undefined })}
            />
          }
        />
      }
      filters={<FilterBar filters={filters} tools={<TableTools table={table} />} />}
    >
      <DataTable
        label={t("member:batches.nav")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => current && open(current)}
        onOpen={(row) => open(row.id)}
        rowVerb={(row) =>
          row.state === "checked" && row.can > 0 ? (
            <Button kind="text" onClick={() => open(row.id)}>
              {t("member:batches.go_on")}
            </Button>
          ) : null
        }
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={
          <Empty
            verb={
              narrowed && (
                <Button kind="text" onClick={() => void go({ search: {}, replace: true })}>
                  {t("member:batches.clear")}
                </Button>
              )
            }
          >
            {t(narrowed ? "member:batches.none_fits" : "member:batches.none")}
          </Empty>
        }
        pager={{ ...list.pager, unit: t("member:batches.unit") }}
      />
    </ListPage>
  );
}

const rowKey = (row: MemberBatchItem) => row.id;

function useFilters(search: BatchSearch, set: (change: Partial<BatchSearch>) => void): Filter[] {
  const { t } = useTranslation();
  const states = useDictionary("member_batch_state");
  const deeds = useDictionary("batch_deed");
  const name = useUnionName(search.under_id);
  const choices = { deed: deeds.choices, state: states.choices };
  return [
    {
      key: "under_id",
      label: t("member:batches.under"),
      value: search.under_id && (name ?? "…"),
      onClear: () => set({ under_id: undefined }),
      editor: (close) => (
        <OrgFilter
          label={t("member:batches.under")}
          selected={search.under_id ?? null}
          onPick={(org) => {
            set({ under_id: org.id });
            close();
          }}
        />
      ),
    },
    ...(["deed", "state"] as const).map((key) =>
      choiceFilter({
        key,
        label: t(`member:batches.${key}`),
        choices: choices[key],
        value: search[key],
        comma: t("ui:comma"),
        onChange: (value) => set({ [key]: value }),
      }),
    ),
  ];
}

function useColumns(): readonly Column<MemberBatchItem>[] {
  const { t } = useTranslation();
  const states = useDictionary("member_batch_state");
  const deeds = useDictionary("batch_deed");
  return useMemo(
    () => [
      {
        key: "deed",
        title: t("member:batches.deed"),
        width: 112,
        lead: true,
        cell: (row) => (
          <Link to="/member-batches/$id" params={{ id: row.id }}>
            {deeds.label(row.deed)}
          </Link>
        ),
      },
      {
        key: "what",
        title: t("member:batches.what"),
        min: 180,
        cell: (row) => (row.change ? <Change change={row.change} /> : <span className="ink-3">{MISSING}</span>),
      },
      {
        key: "total",
        title: t("member:batches.total"),
        width: 92,
        align: "end",
        cell: (row) => count(row.total),
      },
      { key: "done", title: t("member:batches.done"), width: 92, align: "end", cell: (row) => count(row.done) },
      {
        key: "cannot",
        title: t("member:batches.cannot"),
        width: 92,
        align: "end",
        cell: (row) => count(row.cannot),
      },
      {
        key: "state",
        title: t("member:batches.state"),
        width: 132,
        cell: (row) => <Status mark={MARKS[row.state] ?? "running"}>{states.label(row.state)}</Status>,
      },
      { key: "by", title: t("member:batches.by"), width: 88, cell: (row) => row.user_name },
      {
        key: "organization",
        title: t("member:batches.organization"),
        min: 160,
        cell: (row) => (
          <span className="ink-2" title={row.organization_name}>
            {row.organization_name}
          </span>
        ),
      },
      { key: "at", title: t("member:batches.at"), width: 140, cell: (row) => moment(row.created_at) },
      {
        key: "carried_out",
        title: t("member:batches.carried_out"),
        width: 140,
        extra: true,
        cell: (row) => (row.carried_out_at ? moment(row.carried_out_at) : MISSING),
      },
    ],
    [t, states, deeds],
  );
}
