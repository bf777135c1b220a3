import { Link, useNavigate } from "@tanstack/react-router";
import type { VisitPlanItem } from "@unionhome/client/model";
import { listVisitPlans } from "@unionhome/client/visits";
import { count, percent, range, yuan } from "@unionhome/words";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
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
import { SavedViews } from "../../../ui/view/SavedViews";
import { PLAN_MARK, VISITS } from "../data";
import { askedOf, type VisitSearch } from "../search";
import styles from "../visit.module.css";
import { NoVisits } from "./NoVisits";

/** What a saved view keeps of the address. */
const VIEW_KEYS = ["q", "under_id", "status", "occasion"] as const;

/** Plans of the subtree, and those from above that lead into it. */
export function Plans({ head, search }: { head: ReactNode; search: VisitSearch }) {
  const { t } = useTranslation();
  const go = useNavigate({ from: "/visits" });
  const statuses = useDictionary("plan_status");
  const occasions = useDictionary("occasion");
  const set = (change: Partial<VisitSearch>) =>
    void go({ search: (before: VisitSearch) => ({ ...before, ...change }), replace: true });
  const table = useTable("visits", useColumns());
  const [current, setCurrent] = useState<string | null>(null);
  const asked = askedOf(search);
  const list = useList<VisitPlanItem>({
    id: VISITS,
    filters: asked,
    load: (place, signal) => listVisitPlans({ ...asked, ...place }, { signal }),
  });
  const narrowed = search.q !== undefined || search.status !== undefined || search.occasion !== undefined;
  const open = (id: string) => void go({ to: "/visits/$id", params: { id } });
  const choices = { status: statuses, occasion: occasions };
  const filters: Filter[] = (["status", "occasion"] as const).map((key) =>
    choiceFilter({
      key,
      label: t(`visit:fact.${key}`),
      choices: choices[key].choices,
      value: search[key],
      comma: t("ui:comma"),
      onChange: (value) => set({ [key]: value }),
    }),
  );
  return (
    <ListPage
      head={head}
      filters={
        <FilterBar
          search={{
            value: search.q ?? "",
            placeholder: t("visit:list.search"),
            onChange: (q) => set({ q: q || undefined }),
          }}
          filters={filters}
          tools={
            <>
              <SavedViews
                noun="visit-plans"
                search={search}
                keys={VIEW_KEYS}
                onShow={set}
                count={async (query, signal) =>
                  (await listVisitPlans({ ...askedOf(query), limit: 1, with_total: true }, { signal })).total
                }
              />
              <TableTools
                table={table}
                list={{
                  noun: "visit_plans",
                  query: asked,
                  total: list.pager.total,
                  unit: t("visit:unit"),
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
        label={t("visit:nav")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => current && open(current)}
        onOpen={(row) => open(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<NoVisits of="list" onClear={narrowed ? () => void go({ search: {}, replace: true }) : undefined} />}
        pager={{ ...list.pager, unit: t("visit:unit") }}
      />
    </ListPage>
  );
}

const rowKey = (row: VisitPlanItem) => row.id;

function useColumns(): readonly Column<VisitPlanItem>[] {
  const { t } = useTranslation();
  const statuses = useDictionary("plan_status");
  const occasions = useDictionary("occasion");
  return useMemo(
    () => [
      {
        key: "name",
        title: t("visit:fact.name"),
        min: 220,
        lead: true,
        cell: (row) => (
          <Link className={styles.name} to="/visits/$id" params={{ id: row.id }} title={row.name}>
            {row.name}
          </Link>
        ),
      },
      {
        key: "status",
        title: t("visit:fact.status"),
        width: 96,
        cell: (row) => <Status mark={PLAN_MARK[row.status] ?? "settled"}>{statuses.label(row.status)}</Status>,
      },
      {
        key: "days",
        title: t("visit:fact.days"),
        width: 190,
        cell: (row) => range(row.starts_on, row.ends_on),
      },
      { key: "visits", title: t("visit:fact.visits"), width: 76, align: "end", cell: (row) => count(row.visits) },
      {
        key: "done",
        title: t("visit:fact.done"),
        width: 112,
        align: "end",
        cell: (row) => <span title={percent(row.done, row.visits).basis}>{percent(row.done, row.visits).text}</span>,
      },
      { key: "cash", title: t("visit:fact.cash"), width: 124, align: "end", cell: (row) => yuan(row.cash_fen) },
      { key: "goods", title: t("visit:fact.goods"), width: 136, align: "end", cell: (row) => yuan(row.goods_fen) },
      {
        key: "organization",
        title: t("visit:fact.organization"),
        width: 160,
        cell: (row) => <span className="ink-2">{row.organization_name}</span>,
      },
      { key: "number", title: t("visit:fact.number"), width: 136, extra: true, cell: (row) => row.number },
      {
        key: "occasion",
        title: t("visit:fact.occasion"),
        width: 110,
        extra: true,
        cell: (row) => occasions.label(row.occasion),
      },
      {
        key: "given",
        title: t("visit:fact.given"),
        width: 124,
        align: "end",
        extra: true,
        cell: (row) => yuan(row.given_fen),
      },
      { key: "maker", title: t("visit:fact.maker"), width: 90, extra: true, cell: (row) => row.maker_name || "—" },
    ],
    [t, statuses, occasions],
  );
}
