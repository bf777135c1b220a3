import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { listHouseholds } from "@unionhome/client/households";
import type { HouseholdItem } from "@unionhome/client/model";
import { today } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { FilterBar } from "../../../ui/filter/FilterBar";
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
import { HOUSEHOLDS } from "../data";
import { askedOf, type ListSearch } from "../search";
import { useHouseholdColumns } from "./columns";
import { useHouseholdFilters } from "./useHouseholdFilters";
import { usePaperGroups } from "./usePaperGroups";

/** What a saved view keeps of the address. */
const VIEW_KEYS = [
  "under_id",
  "status",
  "category",
  "cause",
  "worker_kind",
  "file_class",
  "overdue",
  "nobody_works",
  "opened",
  "returned",
  "exited",
  "exit_reason",
  "paper_request",
] as const;

const VIEWS = ["all", "draft", "active", "overdue", "exited"] as const;
type View = (typeof VIEWS)[number];

/** What each view says about the filters. */
const SAYS: Record<View, Partial<ListSearch>> = {
  all: { status: undefined, overdue: undefined },
  draft: { status: "draft", overdue: undefined },
  active: { status: "active", overdue: undefined },
  overdue: { status: undefined, overdue: true },
  exited: { status: "exited", overdue: undefined },
};

function viewOf(search: ListSearch): View {
  if (search.overdue) return "overdue";
  return VIEWS.find((view) => view === search.status) ?? "all";
}

/** Household files of the subtree. */
export function HouseholdsPage() {
  const { t } = useTranslation();
  const search: ListSearch = useSearch({ from: "/households" });
  const go = useNavigate({ from: "/households" });
  const may = useAccess();
  const set = (change: Partial<ListSearch>) =>
    void go({ search: (before: ListSearch) => ({ ...before, ...change }), replace: true });
  const table = useTable("households", useHouseholdColumns(today(Date.now())));
  const filters = useHouseholdFilters(search, set);
  const groups = usePaperGroups();
  const [current, setCurrent] = useState<string | null>(null);
  const asked = askedOf(search);
  const list = useList<HouseholdItem>({
    id: HOUSEHOLDS,
    filters: asked,
    load: (place, signal) => listHouseholds({ ...asked, ...place }, { signal }),
  });
  const narrowed = filters.some((filter) => filter.value !== undefined) || search.q !== undefined;
  const open = (id: string) => void go({ to: "/households/$id", params: { id } });
  useTabTitle(t("aid:nav.list"));

  return (
    <ListPage
      head={
        <PageHead
          title={t("aid:nav.list")}
          views={
            <RecordTabs
              kind="views"
              label={t("aid:view.label")}
              tabs={VIEWS.map((key) => ({ key, label: t(`aid:view.${key}`) }))}
              current={viewOf(search)}
              onPick={(key) => set(SAYS[key as View])}
            />
          }
        >
          {may.editHouseholds && (
            <Button kind="main" icon="plus" onClick={() => void go({ to: "/households/new" })}>
              {t("aid:form.enter_verb")}
            </Button>
          )}
        </PageHead>
      }
      filters={
        <FilterBar
          search={{
            value: search.q ?? "",
            placeholder: t("aid:list.search"),
            onChange: (q) => set({ q: q || undefined }),
          }}
          filters={filters}
          tools={
            <>
              <SavedViews
                noun="households"
                search={search}
                keys={VIEW_KEYS}
                onShow={set}
                count={async (query, signal) =>
                  (await listHouseholds({ ...askedOf(query), limit: 1, with_total: true }, { signal })).total
                }
              />
              <TableTools
                table={table}
                list={{
                  noun: "households",
                  query: asked,
                  total: list.pager.total,
                  unit: t("aid:unit"),
                  filters: [{ label: t("aid:view.label"), value: t(`aid:view.${viewOf(search)}`) }, ...filters],
                  search: search.q,
                  groups,
                }}
              />
            </>
          }
        />
      }
    >
      <DataTable
        label={t("aid:nav.list")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => current && open(current)}
        onOpen={(row) => open(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={
          narrowed || viewOf(search) !== "all" ? (
            <Empty
              verb={
                <Button kind="text" onClick={() => void go({ search: {}, replace: true })}>
                  {t("aid:list.clear")}
                </Button>
              }
            >
              {t("aid:list.none_fits")}
            </Empty>
          ) : (
            <Empty verb={may.editHouseholds && <Link to="/households/new">{t("aid:form.enter_verb")}</Link>}>
              {t("aid:list.none")}
            </Empty>
          )
        }
        pager={{ ...list.pager, unit: t("aid:unit") }}
      />
    </ListPage>
  );
}

const rowKey = (row: HouseholdItem) => row.id;
