import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { VisitItem } from "@unionhome/client/model";
import { listVisits } from "@unionhome/client/visits";
import { date, moment, yuan } from "@unionhome/words";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { unionOf } from "../../../queries/organization";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import { type Filter, FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ListPage } from "../../../ui/table/ListPage";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { OrgFilter } from "../../../ui/tree/OrgFilter";
import { SavedViews } from "../../../ui/view/SavedViews";
import { goodsText, VISIT_MARK, VISITS } from "../data";
import { type VisitSearch, visitsAsked } from "../search";
import styles from "../visit.module.css";
import { NoVisits } from "./NoVisits";

/** What a saved view keeps of the address. */
const VIEW_KEYS = ["under_id", "outcome", "kind", "mine", "overdue"] as const;

/** Every visit of every plan, with what was brought and what was given. */
export function Stops({ head, search }: { head: ReactNode; search: VisitSearch }) {
  const { t } = useTranslation();
  const go = useNavigate({ from: "/visits" });
  const statuses = useDictionary("visit_status");
  const kinds = useDictionary("visit_kind");
  const union = useQuery(unionOf(search.under_id)).data?.name;
  const set = (change: Partial<VisitSearch>) =>
    void go({ search: (before: VisitSearch) => ({ ...before, ...change }), replace: true });
  const table = useTable("stops", useColumns());
  const [current, setCurrent] = useState<string | null>(null);
  const asked = visitsAsked(search);
  const list = useList<VisitItem>({
    id: VISITS,
    filters: { stops: asked },
    load: (place, signal) => listVisits({ ...asked, ...place }, { signal }),
  });
  const open = (row: VisitItem | undefined) => row && void go({ to: "/visits/$id", params: { id: row.plan_id } });
  const comma = t("ui:comma");
  const flags = (["overdue", "mine"] as const).map((key) => ({ value: key, label: t(`visit:stop.${key}`) }));
  const filters: Filter[] = [
    {
      key: "under_id",
      label: t("visit:stop.under"),
      value: search.under_id && (union ?? "…"),
      onClear: () => set({ under_id: undefined }),
      editor: (close) => (
        <OrgFilter
          label={t("visit:stop.under")}
          selected={search.under_id ?? null}
          onPick={(org) => {
            set({ under_id: org.id });
            close();
          }}
        />
      ),
    },
    ...(["outcome", "kind"] as const).map((key) =>
      choiceFilter({
        key,
        label: t(key === "outcome" ? "visit:column.status" : "visit:column.kind"),
        choices: (key === "outcome" ? statuses : kinds).choices,
        value: search[key],
        comma,
        onChange: (value) => set({ [key]: value }),
      }),
    ),
    choiceFilter({
      key: "only",
      label: t("visit:stop.only"),
      choices: flags,
      value: (["overdue", "mine"] as const).filter((key) => search[key]).join(",") || undefined,
      comma,
      onChange: (value) =>
        set({
          overdue: value?.split(",").includes("overdue") || undefined,
          mine: value?.split(",").includes("mine") || undefined,
        }),
    }),
  ];
  const narrowed = search.q !== undefined || filters.some((filter) => filter.value !== undefined);
  return (
    <ListPage
      head={head}
      filters={
        <FilterBar
          search={{
            value: search.q ?? "",
            placeholder: t("visit:stop.search"),
            onChange: (q) => set({ q: q || undefined }),
          }}
          filters={filters}
          tools={
            <>
              <SavedViews
                noun="visits"
                search={search}
                keys={VIEW_KEYS}
                onShow={set}
                count={async (query, signal) =>
                  (await listVisits({ ...visitsAsked(query), limit: 1, with_total: true }, { signal })).total
                }
              />
              <TableTools
                table={table}
                list={{
                  noun: "visits",
                  query: asked,
                  total: list.pager.total,
                  unit: t("visit:stop.unit"),
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
        label={t("visit:view.visits")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => open(list.rows?.find((row) => row.id === current))}
        onOpen={open}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={
          <NoVisits
            of="stop"
            onClear={narrowed ? () => void go({ search: { view: "visits" }, replace: true }) : undefined}
          />
        }
        pager={{ ...list.pager, unit: t("visit:stop.unit") }}
      />
    </ListPage>
  );
}

const rowKey = (row: VisitItem) => row.id;

function useColumns(): readonly Column<VisitItem>[] {
  const { t } = useTranslation();
  const statuses = useDictionary("visit_status");
  const kinds = useDictionary("visit_kind");
  return useMemo(
    () => [
      {
        key: "name",
        title: t("visit:column.name"),
        width: 104,
        lead: true,
        cell: (row) => (
          <Link className={styles.name} to="/visits/$id" params={{ id: row.plan_id }}>
            {row.name}
          </Link>
        ),
      },
      {
        key: "unit",
        title: t("visit:column.unit"),
        min: 170,
        cell: (row) => (
          <span className="ink-2" title={row.unit}>
            {row.unit}
          </span>
        ),
      },
      { key: "kind", title: t("visit:column.kind"), width: 120, cell: (row) => kinds.label(row.kind) },
      { key: "day", title: t("visit:column.day"), width: 104, cell: (row) => date(row.visit_on) },
      {
        key: "plan",
        title: t("visit:stop.plan"),
        min: 170,
        cell: (row) => <span title={row.plan_name}>{row.plan_name}</span>,
      },
      { key: "team", title: t("visit:column.team"), width: 84, cell: (row) => row.team_name },
      { key: "cash", title: t("visit:column.cash"), width: 112, align: "end", cell: (row) => yuan(row.cash_fen) },
      { key: "goods", title: t("visit:column.goods"), width: 140, cell: (row) => goodsText(row.goods) || "—" },
      {
        key: "status",
        title: t("visit:column.status"),
        width: 110,
        cell: (row) =>
          row.overdue ? (
            <Status mark="due">{t("visit:overdue")}</Status>
          ) : (
            <Status mark={VISIT_MARK[row.status] ?? "settled"}>{statuses.label(row.status)}</Status>
          ),
      },
      {
        key: "given",
        title: t("visit:stop.given"),
        width: 128,
        align: "end",
        extra: true,
        cell: (row) => yuan(row.given_fen),
      },
      {
        key: "worth",
        title: t("visit:column.worth"),
        width: 112,
        align: "end",
        extra: true,
        cell: (row) => yuan(row.goods_fen),
      },
      { key: "time", title: t("visit:column.time"), width: 76, extra: true, cell: (row) => row.visit_time ?? "—" },
      {
        key: "recorder",
        title: t("visit:stop.recorder"),
        width: 84,
        extra: true,
        cell: (row) => row.recorded_by_name || "—",
      },
      {
        key: "recorded",
        title: t("visit:stop.recorded"),
        width: 132,
        extra: true,
        cell: (row) => moment(row.recorded_at),
      },
      { key: "note", title: t("visit:column.note"), width: 180, extra: true, cell: (row) => row.note || "—" },
    ],
    [t, statuses, kinds],
  );
}
