import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { listEmployers } from "@unionhome/client/employers";
import type { EmployerItem } from "@unionhome/client/model";
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
import { DUE_FROM, EMPLOYERS } from "../employer";
import { askedOf, type ListSearch } from "../search";
import { EmployerDrawer } from "./EmployerDrawer";
import { useEmployerColumns } from "./useEmployerColumns";
import { useEmployerFilters } from "./useEmployerFilters";

/** What a saved view keeps of the address. */
const VIEW_KEYS = [
  "q",
  "under_id",
  "at_id",
  "union_id",
  "territory_id",
  "covered",
  "shared",
  "closed",
  "employees[gte]",
  "employees[lt]",
  "ownership",
  "industry",
  "source",
  "listed_on[lt]",
] as const;

const VIEWS = ["all", "due", "own_due", "covered", "closed"] as const;
type View = (typeof VIEWS)[number];

/** What each view says about the filters. */
const SAYS: Record<View, Partial<ListSearch>> = {
  all: { covered: undefined, shared: undefined, closed: undefined, "employees[gte]": undefined },
  due: { covered: false, shared: undefined, closed: undefined, "employees[gte]": DUE_FROM },
  own_due: { covered: undefined, shared: true, closed: undefined, "employees[gte]": DUE_FROM },
  covered: { covered: true, shared: undefined, closed: undefined, "employees[gte]": undefined },
  closed: { covered: undefined, shared: undefined, closed: true, "employees[gte]": undefined },
};

function viewOf(search: ListSearch): View {
  if (search.closed) return "closed";
  if (search.shared && search["employees[gte]"] !== undefined) return "own_due";
  if (search.covered) return "covered";
  return search.covered === false && search["employees[gte]"] !== undefined ? "due" : "all";
}

/** The register of employers: all, those due for a union, those covered. */
export function EmployersPage() {
  const { t } = useTranslation();
  const search: ListSearch = useSearch({ from: "/employers" });
  const go = useNavigate({ from: "/employers" });
  const may = useAccess();
  const set = (change: Partial<ListSearch>) =>
    void go({ search: (before: ListSearch) => ({ ...before, ...change }), replace: true });
  const table = useTable("employers", useEmployerColumns(set));
  const filters = useEmployerFilters(search, set);
  const [current, setCurrent] = useState<string | null>(search.look ?? null);
  const asked = askedOf(search);
  const list = useList<EmployerItem>({
    id: EMPLOYERS,
    filters: asked,
    load: (place, signal) => listEmployers({ ...asked, ...place }, { signal }),
  });
  const narrowed = filters.some((filter) => filter.value !== undefined) || search.q !== undefined;
  const index = list.rows?.findIndex((row) => row.id === search.look) ?? -1;
  const look = (id: string | undefined) => {
    if (id) setCurrent(id);
    set({ look: id });
  };
  useTabTitle(t("employer:nav.list"));

  return (
    <ListPage
      head={
        <PageHead
          title={t("employer:nav.list")}
          views={
            <RecordTabs
              kind="views"
              label={t("employer:view.label")}
              tabs={VIEWS.map((key) => ({ key, label: t(`employer:view.${key}`) }))}
              current={viewOf(search)}
              onPick={(key) => set({ ...SAYS[key as View], look: undefined })}
            />
          }
        >
          {may.editEmployers && (
            <>
              <Button icon="import" onClick={() => void go({ to: "/import/employers" as never })}>
                {t("employer:import")}
              </Button>
              <Button kind="main" icon="plus" onClick={() => void go({ to: "/employers/new" })}>
                {t("employer:form.add_verb")}
              </Button>
            </>
          )}
        </PageHead>
      }
      filters={
        <FilterBar
          search={{
            value: search.q ?? "",
            placeholder: t("employer:list.search"),
            onChange: (q) => set({ q: q || undefined }),
          }}
          filters={filters}
          tools={
            <>
              <SavedViews
                noun="employers"
                search={search}
                keys={VIEW_KEYS}
                onShow={set}
                count={async (query, signal) =>
                  (await listEmployers({ ...askedOf(query), limit: 1, with_total: true }, { signal })).total
                }
              />
              <TableTools
                table={table}
                list={{
                  noun: "employers",
                  query: asked,
                  total: list.pager.total,
                  unit: t("employer:unit"),
                  filters: [
                    { label: t("employer:view.label"), value: t(`employer:view.${viewOf(search)}`) },
                    ...filters,
                  ],
                  search: search.q,
                }}
              />
            </>
          }
        />
      }
      drawer={
        search.look && (
          <EmployerDrawer
            id={search.look}
            place={index >= 0 ? t("employer:list.place", { at: index + 1, of: list.rows?.length ?? 0 }) : undefined}
            onBack={index > 0 ? () => look(list.rows?.[index - 1]?.id) : undefined}
            onNext={index >= 0 && list.rows?.[index + 1] ? () => look(list.rows?.[index + 1]?.id) : undefined}
            onClose={() => look(undefined)}
          />
        )
      }
    >
      <DataTable
        label={t("employer:nav.list")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={(key) => {
          setCurrent(key);
          if (search.look && key) set({ look: key });
        }}
        onLook={() => current && look(current)}
        onOpen={(row) => look(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={
          narrowed || viewOf(search) !== "all" ? (
            <Empty
              verb={
                <Button kind="text" onClick={() => void go({ search: {}, replace: true })}>
                  {t("employer:list.clear")}
                </Button>
              }
            >
              {t("employer:list.none_fits")}
            </Empty>
          ) : (
            <Empty verb={may.editEmployers && <Link to={"/import/employers" as never}>{t("employer:import")}</Link>}>
              {t("employer:list.none")}
            </Empty>
          )
        }
        pager={{ ...list.pager, unit: t("employer:unit") }}
      />
    </ListPage>
  );
}

const rowKey = (row: EmployerItem) => row.id;
