import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { listAidApplications } from "@unionhome/client/aid-applications";
import type { AidApplicationItem } from "@unionhome/client/model";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { unionOf } from "../../../queries/organization";
import { Button } from "../../../ui/button/Button";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import { type Filter, FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
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
import { OrgFilter } from "../../../ui/tree/OrgFilter";
import { SavedViews } from "../../../ui/view/SavedViews";

import { useApplicationColumns } from "./columns";
import { APPLICATIONS } from "./data";
import { askedOfQueue, type QueueSearch } from "./search";

/** What a saved view keeps of the address. */
const VIEW_KEYS = ["under_id", "status", "cause", "program_id"] as const;
/** The union acts on the first; the second lies with the worker; the last have ended. */
const VIEWS = { waiting: "submitted", asked: "asked", ended: "taken,refused,withdrawn", all: undefined } as const;

/** Applications that workers have handed in: who has waited longest stands first. */
export function ApplicationsPage() {
  const { t } = useTranslation();
  const search: QueueSearch = useSearch({ from: "/aid-applications" });
  const go = useNavigate({ from: "/aid-applications" });
  const set = (change: Partial<QueueSearch>) =>
    void go({ search: (before: QueueSearch) => ({ ...before, ...change }), replace: true });
  const table = useTable("aid-applications", useApplicationColumns());
  const filters = useQueueFilters(search, set);
  const [current, setCurrent] = useState<string | null>(null);
  const asked = askedOfQueue(search);
  const list = useList<AidApplicationItem>({
    id: APPLICATIONS,
    filters: asked,
    load: (place, signal) => listAidApplications({ ...asked, ...place }, { signal }),
  });
  const view = Object.entries(VIEWS).find(([, status]) => status === search.status)?.[0] ?? "all";
  const narrowed = filters.some((filter) => filter.value !== undefined) || search.q !== undefined;
  const open = (id: string) => void go({ to: "/aid-applications/$id", params: { id } });
  useTabTitle(t("aid:application.nav"));

  return (
    <ListPage
      head={
        <PageHead
          title={t("aid:application.nav")}
          views={
            <RecordTabs
              kind="views"
              label={t("aid:view.label")}
              tabs={Object.keys(VIEWS).map((key) => ({ key, label: t(`aid:application.view.${key}`) }))}
              current={view}
              onPick={(key) => set({ status: VIEWS[key as keyof typeof VIEWS] })}
            />
          }
        />
      }
      filters={
        <FilterBar
          search={{
            value: search.q ?? "",
            placeholder: t("aid:application.search"),
            onChange: (q) => set({ q: q || undefined }),
          }}
          filters={filters}
          tools={
            <>
              <SavedViews
                noun="aid-applications"
                search={search}
                keys={VIEW_KEYS}
                onShow={set}
                count={async (query, signal) =>
                  (await listAidApplications({ ...askedOfQueue(query), limit: 1, with_total: true }, { signal })).total
                }
              />
              <TableTools
                table={table}
                list={{
                  noun: "aid_applications",
                  query: asked,
                  total: list.pager.total,
                  unit: t("aid:application.unit"),
                  filters: [{ label: t("aid:view.label"), value: t(`aid:application.view.${view}`) }, ...filters],
                  search: search.q,
                }}
              />
            </>
          }
        />
      }
    >
      <DataTable
        label={t("aid:application.nav")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => current && open(current)}
        onOpen={(row) => open(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={
          narrowed || view !== "all" ? (
            <Empty
              verb={
                <Button kind="text" onClick={() => void go({ search: {}, replace: true })}>
                  {t("aid:list.clear")}
                </Button>
              }
            >
              {t("aid:application.none_fits")}
            </Empty>
          ) : (
            <Empty>{t("aid:application.none")}</Empty>
          )
        }
        pager={{ ...list.pager, unit: t("aid:application.unit") }}
      />
    </ListPage>
  );
}

function useQueueFilters(search: QueueSearch, onSearch: (change: Partial<QueueSearch>) => void): Filter[] {
  const { t } = useTranslation();
  const causes = useDictionary("hardship_cause");
  const name = useQuery(unionOf(search.under_id)).data?.name;
  return [
    {
      key: "under_id",
      label: t("aid:filter.under_id"),
      value: search.under_id && (name ?? "…"),
      onClear: () => onSearch({ under_id: undefined }),
      editor: (close) => (
        <OrgFilter
          label={t("aid:filter.under_id")}
          selected={search.under_id ?? null}
          onPick={(org) => {
            onSearch({ under_id: org.id });
            close();
          }}
        />
      ),
    },
    choiceFilter({
      key: "cause",
      label: t("aid:filter.cause"),
      choices: causes.choices,
      value: search.cause,
      comma: t("ui:comma"),
      onChange: (value) => onSearch({ cause: value }),
    }),
  ];
}

const rowKey = (row: AidApplicationItem) => row.id;
