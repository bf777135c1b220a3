import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { listPublishedPaid } from "@unionhome/client/examinations";
import type { PublishedPaidItem } from "@unionhome/client/model";
import { date, moment, range, yuan } from "@unionhome/words";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { unionOf } from "../../queries/organization";
import { choiceFilter } from "../../ui/filter/choiceFilter";
import { DateRangeEditor } from "../../ui/filter/editors";
import { type Filter, FilterBar } from "../../ui/filter/FilterBar";
import { useDictionary } from "../../ui/page/dictionary";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { Status } from "../../ui/status/Status";
import type { Column } from "../../ui/table/columns";
import { DataTable } from "../../ui/table/DataTable";
import { Empty } from "../../ui/table/Empty";
import { ListPage } from "../../ui/table/ListPage";
import { TableTools } from "../../ui/table/TableTools";
import { useList } from "../../ui/table/useList";
import { useTable } from "../../ui/table/useTable";
import { OrgFilter } from "../../ui/tree/OrgFilter";
import { COMPARED, MARKS } from "./data";
import { compareAsked, type ExaminationSearch } from "./search";

/** Cases whose publication and payment do not meet. */
export function Compare({ head, search }: { head: ReactNode; search: ExaminationSearch }) {
  const { t } = useTranslation();
  const go = useNavigate({ from: "/examination" });
  const findings = useDictionary("finding");
  const union = useQuery(unionOf(search.under_id)).data?.name;
  const [current, setCurrent] = useState<string | null>(null);
  const set = (change: Partial<ExaminationSearch>) =>
    void go({ search: (before: ExaminationSearch) => ({ ...before, ...change }), replace: true });
  const table = useTable("published-paid", useColumns());
  const asked = compareAsked(search);
  const list = useList<PublishedPaidItem>({
    id: COMPARED,
    filters: asked,
    load: (place, signal) => listPublishedPaid({ ...asked, ...place }, { signal }),
  });
  const open = (id: string) => void go({ to: `/aid/cases/${id}` as never });
  const filters: Filter[] = [
    choiceFilter({
      key: "finding",
      label: t("examination:column.finding"),
      choices: findings.choices,
      value: search.finding,
      comma: t("ui:comma"),
      onChange: (finding) => set({ finding }),
    }),
    {
      key: "under_id",
      label: t("examination:column.organization"),
      value: search.under_id && (union ?? "…"),
      onClear: () => set({ under_id: undefined }),
      editor: (close) => (
        <OrgFilter
          label={t("examination:column.organization")}
          selected={search.under_id ?? null}
          onPick={(org) => {
            set({ under_id: org.id });
            close();
          }}
        />
      ),
    },
    {
      key: "on",
      label: t("examination:on"),
      value: search.from || search.to ? range(search.from ?? null, search.to ?? null) : undefined,
      onClear: () => set({ from: undefined, to: undefined }),
      editor: () => (
        <DateRangeEditor value={{ from: search.from, to: search.to }} onChange={({ from, to }) => set({ from, to })} />
      ),
    },
  ];
  const narrowed = filters.some((filter) => filter.value !== undefined);
  return (
    <ListPage
      head={head}
      filters={
        <FilterBar
          filters={filters}
          tools={
            <TableTools
              table={table}
              list={{
                noun: "published_paid",
                query: asked,
                total: list.pager.total,
                unit: t("examination:unit"),
                filters,
              }}
            />
          }
        />
      }
    >
      <DataTable
        label={t("examination:view.compare")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => current && open(current)}
        onOpen={(row) => open(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t(narrowed ? "examination:none_fits" : "examination:all_meet")}</Empty>}
        pager={{ ...list.pager, unit: t("examination:unit") }}
      />
    </ListPage>
  );
}

const rowKey = (row: PublishedPaidItem) => row.id;

function useColumns(): readonly Column<PublishedPaidItem>[] {
  const { t } = useTranslation();
  const findings = useDictionary("finding");
  const statuses = useDictionary("case_status");
  return useMemo(
    () => [
      {
        key: "name",
        title: t("examination:column.name"),
        width: 96,
        lead: true,
        cell: (row) => <Link to={`/aid/cases/${row.id}` as never}>{row.name}</Link>,
      },
      { key: "number", title: t("examination:column.number"), width: 142, cell: (row) => row.number },
      {
        key: "finding",
        title: t("examination:column.finding"),
        width: 190,
        cell: (row) => <Status mark={MARKS[row.finding]}>{findings.label(row.finding)}</Status>,
      },
      {
        key: "program",
        title: t("examination:column.program"),
        min: 140,
        cell: (row) => <span title={row.program_name}>{row.program_name}</span>,
      },
      {
        key: "organization",
        title: t("examination:column.organization"),
        min: 150,
        cell: (row) => (
          <span className="ink-2" title={row.organization_name}>
            {row.organization_name}
          </span>
        ),
      },
      {
        key: "notice",
        title: t("examination:column.notice"),
        width: 142,
        cell: (row) =>
          row.notice_id ? <Link to={`/aid/notices/${row.notice_id}` as never}>{row.notice_number}</Link> : "—",
      },
      {
        key: "published",
        title: t("examination:column.published"),
        width: 124,
        align: "end",
        cell: (row) => yuan(row.published_fen),
      },
      { key: "paid", title: t("examination:column.paid"), width: 124, align: "end", cell: (row) => yuan(row.paid_fen) },
      {
        key: "paid_at",
        title: t("examination:column.paid_at"),
        width: 132,
        extra: true,
        cell: (row) => moment(row.paid_at),
      },
      {
        key: "status",
        title: t("examination:column.status"),
        width: 110,
        extra: true,
        cell: (row) => statuses.label(row.status),
      },
      {
        key: "concluded",
        title: t("examination:column.concluded"),
        width: 104,
        extra: true,
        cell: (row) => date(row.concluded_at),
      },
    ],
    [t, findings, statuses],
  );
}
