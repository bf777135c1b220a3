import { Link, useNavigate } from "@tanstack/react-router";
import type {
  HonourKind,
  Industry,
  OrganizationItem,
  OrganizationKind,
  OrganizationStatus,
  Ownership,
} from "@unionhome/client/model";
import { listOrganizations } from "@unionhome/client/organizations";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { FilterBar } from "../../../ui/filter/FilterBar";
import { endsOf, wordsOf } from "../../../ui/filter/params";
import { useAccess, useScope } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { asProblem } from "../../../ui/problem/problem";
import { PageHead } from "../../../ui/record/PageHead";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { ListPage } from "../../../ui/table/ListPage";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { SavedViews } from "../../../ui/view/SavedViews";
import { useUnionColumns } from "../columns";
import type { ListSearch } from "../search";
import { UNIONS, useUnion } from "../union";
import { UnionDrawer } from "./UnionDrawer";
import { useUnionFilters } from "./useUnionFilters";

/** What a saved view keeps of the address. */
const VIEW_KEYS = [
  ...["at", "view", "q", "kind", "level", "status", "line", "honour"],
  ...["ownership", "industry", "founded", "standard", "qualified", "staff"],
] as const;

interface NowTableProps {
  at: string;
  search: ListSearch;
  onSearch(change: Partial<ListSearch>): void;
}

const VIEWS = ["direct", "all"] as const;

export function NowTable({ at, search, onSearch }: NowTableProps) {
  const { t } = useTranslation();
  const go = useNavigate();
  const may = useAccess();
  const scope = useScope();
  const node = useUnion(at);
  // A scope on a line begins at a union that lies outside it: then the list is the whole scope.
  const everything = search.at === undefined && asProblem(node.error)?.status === 404;
  const filters = useUnionFilters(search, onSearch);
  const narrowed = filters.some((filter) => filter.value !== undefined) || search.q !== undefined;
  // Whoever looks for something looks everywhere below; whoever walks the tree looks at the next level.
  const view = search.view ?? (narrowed ? "all" : "direct");
  const columns = useUnionColumns({
    withParent: view === "all" || everything,
    withStatus: search.status !== undefined,
  });
  const table = useTable("organizations", columns);
  const list = useUnions(everything ? undefined : at, view, search);
  const [current, setCurrent] = useState<string | null>(null);
  const [looking, setLooking] = useState(false);
  const index = list.rows?.findIndex((row) => row.id === current) ?? -1;
  const shown = list.rows?.[index];
  const title = node.data?.name ?? scope.organization.name;
  useTabTitle(t("organization:nav.list"));
  const clear = () =>
    onSearch({
      q: undefined,
      kind: undefined,
      level: undefined,
      status: undefined,
      line: undefined,
      honour: undefined,
      ownership: undefined,
      industry: undefined,
      founded: undefined,
      standard: undefined,
      qualified: undefined,
      staff: undefined,
      view: undefined,
    });

  return (
    <ListPage
      head={
        <PageHead
          title={
            everything ? (
              title
            ) : (
              <Link to="/organizations/$id" params={{ id: at }} style={{ color: "inherit" }}>
                {title}
              </Link>
            )
          }
          views={
            !everything && (
              <RecordTabs
                kind="views"
                label={t("organization:view.label")}
                tabs={VIEWS.map((key) => ({ key, label: t(`organization:view.${key}`) }))}
                current={view}
                onPick={(key) => onSearch({ view: key as ListSearch["view"] })}
              />
            )
          }
        >
          {may.foundOrganizations && (
            <Button
              kind="main"
              icon="plus"
              onClick={() => void go({ to: "/organizations/new", search: { parent: at } })}
            >
              {t("organization:found.verb")}
            </Button>
          )}
        </PageHead>
      }
      filters={
        <FilterBar
          search={{
            value: search.q ?? "",
            placeholder: t("organization:list.search"),
            onChange: (q) => onSearch({ q: q || undefined }),
          }}
          filters={filters}
          tools={
            <>
              <SavedViews
                noun="organizations"
                search={search}
                keys={VIEW_KEYS}
                onShow={onSearch}
                count={async (query: ListSearch, signal) => {
                  const where = { ...askedOf(query.at ?? at, query.view ?? "all", query), limit: 1, with_total: true };
                  return (await listOrganizations(where, { signal })).total;
                }}
              />
              <TableTools
                table={table}
                list={{
                  noun: "organizations",
                  query: askedOf(everything ? undefined : at, view, search),
                  total: list.pager.total,
                  unit: t("organization:unit"),
                  filters: [
                    { label: title, value: everything ? undefined : t(`organization:view.${view}`) },
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
        looking &&
        shown && (
          <UnionDrawer
            union={shown}
            place={t("organization:list.place", { at: index + 1, of: list.rows?.length ?? 0 })}
            onBack={index > 0 ? () => setCurrent(list.rows?.[index - 1]?.id ?? null) : undefined}
            onNext={list.rows?.[index + 1] ? () => setCurrent(list.rows?.[index + 1]?.id ?? null) : undefined}
            onClose={() => setLooking(false)}
          />
        )
      }
    >
      <DataTable
        label={t("organization:nav.list")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => setLooking(true)}
        onOpen={(row) => void go({ to: "/organizations/$id", params: { id: row.id } })}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={
          narrowed ? (
            <Empty
              verb={
                <Button kind="text" onClick={clear}>
                  {t("organization:list.clear")}
                </Button>
              }
            >
              {t("organization:list.none_fits", { name: title })}
            </Empty>
          ) : (
            <Empty
              verb={
                may.foundOrganizations && (
                  <Link to="/organizations/new" search={{ parent: at }}>
                    {t("organization:found.verb")}
                  </Link>
                )
              }
            >
              {t("organization:list.none_below", { name: title })}
            </Empty>
          )
        }
        pager={{ ...list.pager, unit: t("organization:unit") }}
      />
    </ListPage>
  );
}

function askedOf(at: string | undefined, view: "direct" | "all", search: ListSearch) {
  const founded = endsOf(search.founded);
  const several = <T,>(text: string | undefined) => (text ? (wordsOf(text) as T[]) : undefined);
  return {
    ...(at && (view === "direct" ? { parent_id: at } : { under_id: at })),
    q: search.q,
    kind: several<OrganizationKind>(search.kind),
    level: several<number>(search.level),
    status: search.status as OrganizationStatus | undefined,
    line_id: search.line,
    honour: search.honour as HonourKind | undefined,
    ownership: several<Ownership>(search.ownership),
    industry: several<Industry>(search.industry),
    "established_on[gte]": founded.from,
    "established_on[lte]": founded.to,
    standard: search.standard && search.standard === "yes",
    qualified: search.qualified && search.qualified === "yes",
    staff_short: search.staff && search.staff === "yes",
  };
}

function useUnions(at: string | undefined, view: "direct" | "all", search: ListSearch) {
  const asked = askedOf(at, view, search);
  return useList<OrganizationItem>({
    id: UNIONS,
    filters: asked,
    load: (place, signal) => listOrganizations({ ...asked, ...place }, { signal }),
  });
}

const rowKey = (row: OrganizationItem) => row.id;
