import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { SummaryItem } from "@unionhome/client/model";
import { listAidSummaries } from "@unionhome/client/summaries";
import { date, today } from "@unionhome/words";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { choiceFilter } from "../../ui/filter/choiceFilter";
import { FilterBar } from "../../ui/filter/FilterBar";
import { useDictionary } from "../../ui/page/dictionary";
import { useAccess } from "../../ui/page/person";
import { useTabTitle } from "../../ui/page/tab";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { PageHead } from "../../ui/record/PageHead";
import { Status } from "../../ui/status/Status";
import type { Column } from "../../ui/table/columns";
import { DataTable } from "../../ui/table/DataTable";
import { Empty } from "../../ui/table/Empty";
import { ListPage } from "../../ui/table/ListPage";
import { TableTools } from "../../ui/table/TableTools";
import { useList } from "../../ui/table/useList";
import { useTable } from "../../ui/table/useTable";
import { BeginDialog } from "./BeginDialog";
import { MARKS, SUMMARIES } from "./data";
import { askedOf, type SummarySearch } from "./search";
import styles from "./summary.module.css";
import { useSeason } from "./useSeason";

const rowKey = (row: SummaryItem) => row.id;
const YEARS = 6;

/** The summaries that were written, and those that are being. */
export function SummariesPage() {
  const { t } = useTranslation();
  const may = useAccess();
  const search: SummarySearch = useSearch({ from: "/aid/summaries" });
  const go = useNavigate({ from: "/aid/summaries" });
  const statuses = useDictionary("summary_status");
  const [beginning, setBeginning] = useState(false);
  const [current, setCurrent] = useState<string | null>(null);
  const table = useTable("summaries", useColumns());
  const asked = askedOf(search);
  const list = useList<SummaryItem>({
    id: SUMMARIES,
    filters: asked,
    load: (place, signal) => listAidSummaries({ ...asked, ...place }, { signal }),
  });
  const set = (change: Partial<SummarySearch>) => void go({ search: { ...search, ...change }, replace: true });
  const open = (id: string) => void go({ to: "/aid/summaries/$id", params: { id } });
  const year = Number(today(Date.now()).slice(0, 4));
  const years = Array.from({ length: YEARS }, (_, ago) => String(year - ago));
  useTabTitle(t("summary:nav"));
  const filters = [
    choiceFilter({
      key: "status",
      label: t("summary:column.status"),
      choices: statuses.choices,
      value: search.status,
      single: true,
      comma: t("ui:comma"),
      onChange: (value) => set({ status: value as SummarySearch["status"] }),
    }),
    choiceFilter({
      key: "year",
      label: t("summary:column.year"),
      choices: years.map((value) => ({ value, label: value })),
      value: search.year,
      single: true,
      comma: t("ui:comma"),
      onChange: (value) => set({ year: value }),
    }),
  ];
  const narrowed = search.status ?? search.year ?? search.program_id;
  return (
    <ListPage
      head={
        <PageHead title={t("summary:nav")}>
          {may.editHouseholds && (
            <Button kind="main" icon="plus" onClick={() => setBeginning(true)}>
              {t("summary:begin.verb")}
            </Button>
          )}
        </PageHead>
      }
      filters={<FilterBar filters={filters} tools={<TableTools table={table} />} />}
    >
      <DataTable
        label={t("summary:nav")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => current && open(current)}
        onOpen={(row) => open(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={
          narrowed ? (
            <Empty verb={<Link to="/aid/summaries">{t("summary:list.clear")}</Link>}>
              {t("summary:list.none_fits")}
            </Empty>
          ) : (
            <Empty>{t("summary:list.none")}</Empty>
          )
        }
        pager={{ ...list.pager, unit: t("summary:unit") }}
      />
      {beginning && <BeginDialog onDone={open} onClose={() => setBeginning(false)} />}
    </ListPage>
  );
}

function useColumns(): readonly Column<SummaryItem>[] {
  const { t } = useTranslation();
  const statuses = useDictionary("summary_status");
  const season = useSeason();
  return useMemo(
    () => [
      {
        key: "title",
        title: t("summary:column.title"),
        min: 240,
        lead: true,
        cell: (row) => (
          <Link className={styles.name} to="/aid/summaries/$id" params={{ id: row.id }} title={row.title}>
            {row.title}
          </Link>
        ),
      },
      { key: "about", title: t("summary:column.about"), min: 180, cell: (row) => season(row) },
      { key: "theme", title: t("summary:column.theme"), width: 150, cell: (row) => row.theme || "—" },
      {
        key: "organization",
        title: t("summary:column.organization"),
        width: 180,
        cell: (row) => <span className="ink-2">{row.organization_name}</span>,
      },
      {
        key: "status",
        title: t("summary:column.status"),
        width: 96,
        cell: (row) => <Status mark={MARKS[row.status]}>{statuses.label(row.status)}</Status>,
      },
      { key: "maker", title: t("summary:column.maker"), width: 84, cell: (row) => row.maker_name },
      { key: "issuer", title: t("summary:column.issuer"), width: 84, cell: (row) => row.issued_by_name || "—" },
      { key: "issued", title: t("summary:column.issued"), width: 104, cell: (row) => date(row.issued_at) },
      { key: "updated", title: t("summary:column.updated"), width: 104, cell: (row) => date(row.updated_at) },
    ],
    [t, statuses, season],
  );
}
