import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { NoticeItem } from "@unionhome/client/model";
import { listNotices } from "@unionhome/client/notices";
import { count, date, monthDay } from "@unionhome/words";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { unionOf } from "../../../queries/organization";
import { Button } from "../../../ui/button/Button";
import { type Filter, FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { ListPage } from "../../../ui/table/ListPage";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { OrgFilter } from "../../../ui/tree/OrgFilter";
import { MARKS, NOTICES } from "../data";
import { lastDay } from "../one/days";
import { type NoticeSearch, noticesAsked, type PublishedView } from "../search";
import { Views } from "./Views";

const rowKey = (row: NoticeItem) => row.id;

interface PublishedProps {
  view: PublishedView;
  head: ReactNode;
  search: NoticeSearch;
  onWanted(): void;
}

/** The notices of one view, the newest first. */
export function Published({ view, head, search, onWanted }: PublishedProps) {
  const { t } = useTranslation();
  const go = useNavigate({ from: "/aid/notices" });
  const [current, setCurrent] = useState<string | null>(null);
  const asked = noticesAsked(view, search);
  const union = useQuery(unionOf(search.under_id)).data?.name;
  const narrow = (under_id: string | undefined) =>
    void go({ search: (before: NoticeSearch) => ({ ...before, under_id }), replace: true });
  const list = useList<NoticeItem>({
    id: NOTICES,
    filters: asked,
    load: (place, signal) => listNotices({ ...asked, ...place }, { signal }),
  });
  const table = useTable("notices", useColumns());
  const open = (id: string) => void go({ to: "/aid/notices/$id", params: { id } });
  const filters: Filter[] = [
    {
      key: "under_id",
      label: t("notice:filter.under_id"),
      value: search.under_id && (union ?? "…"),
      onClear: () => narrow(undefined),
      editor: (close) => (
        <OrgFilter
          label={t("notice:filter.under_id")}
          selected={search.under_id ?? null}
          onPick={(org) => {
            narrow(org.id);
            close();
          }}
        />
      ),
    },
  ];
  return (
    <ListPage
      head={head}
      filters={
        <FilterBar
          filters={filters}
          tools={
            <>
              <Views view={view} search={search} />
              <TableTools
                table={table}
                list={{
                  noun: "notices",
                  query: asked,
                  total: list.pager.total,
                  unit: t("notice:unit.notice"),
                  filters: [{ label: t("notice:filter.view"), value: t(`notice:view.${view}`) }, ...filters],
                }}
              />
            </>
          }
        />
      }
    >
      <DataTable
        label={t(`notice:view.${view}`)}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => current && open(current)}
        onOpen={(row) => open(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={
          <Empty
            verb={
              <Button kind="text" onClick={onWanted}>
                {t("notice:go_wanted")}
              </Button>
            }
          >
            {t(`notice:none.${view}`)}
          </Empty>
        }
        pager={{ ...list.pager, unit: t("notice:unit.notice") }}
      />
    </ListPage>
  );
}

function useColumns(): readonly Column<NoticeItem>[] {
  const { t } = useTranslation();
  const states = useDictionary("notice_state");
  return useMemo(
    () => [
      {
        key: "number",
        title: t("notice:column.notice"),
        width: 146,
        lead: true,
        cell: (row) => (
          <Link to="/aid/notices/$id" params={{ id: row.id }}>
            {row.number}
          </Link>
        ),
      },
      { key: "program", title: t("notice:column.program"), min: 170, cell: (row) => row.program_name },
      {
        key: "organization",
        title: t("notice:column.organization"),
        min: 190,
        cell: (row) => (
          <span className="ink-2" title={row.organization_name}>
            {row.organization_name}
          </span>
        ),
      },
      {
        key: "people",
        title: t("notice:column.people"),
        width: 72,
        align: "end",
        cell: (row) => count(row.people),
      },
      { key: "published", title: t("notice:column.published"), width: 104, cell: (row) => date(row.published_at) },
      {
        key: "ends",
        title: t("notice:column.ends"),
        width: 136,
        cell: (row) => `${monthDay(lastDay(row.ends_at))} 24:00`,
      },
      {
        key: "objections",
        title: t("notice:column.objections"),
        width: 96,
        align: "end",
        cell: (row) => (row.open_objections ? <span className="bad">{count(row.open_objections)}</span> : "—"),
      },
      {
        key: "state",
        title: t("notice:column.state"),
        width: 156,
        cell: (row) => <Status mark={MARKS[row.state]}>{states.label(row.state)}</Status>,
      },
      { key: "by", title: t("notice:column.by"), width: 90, extra: true, cell: (row) => row.published_by_name },
    ],
    [t, states],
  );
}
