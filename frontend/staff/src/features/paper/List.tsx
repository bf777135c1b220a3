import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { UnionPaperItem } from "@unionhome/client/model";
import { listPapers } from "@unionhome/client/papers";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { unionOf } from "../../queries/organization";
import { choiceFilter } from "../../ui/filter/choiceFilter";
import { type Filter, FilterBar } from "../../ui/filter/FilterBar";
import { useDictionary } from "../../ui/page/dictionary";
import { useScope } from "../../ui/page/person";
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
import { SavedViews } from "../../ui/view/SavedViews";
import { MARKS, PAPERS } from "./data";
import styles from "./paper.module.css";
import { asked, type PaperSearch, readSearch, VIEW_KEYS } from "./search";
import { yearFilter } from "./yearFilter";

export interface ViewProps {
  head: ReactNode;
  search: PaperSearch;
  onSearch(change: Partial<PaperSearch>): void;
}

const rowKey = (row: UnionPaperItem) => row.id;

/** Every paper of the subtree, the latest day first; withdrawn ones stay as a record. */
export function List({ head, search, onSearch }: ViewProps) {
  const { t } = useTranslation();
  const go = useNavigate({ from: "/papers" });
  const [current, setCurrent] = useState<string | null>(null);
  const query = asked(search);
  const list = useList<UnionPaperItem>({
    id: PAPERS,
    filters: query,
    load: (place, signal) => listPapers({ ...query, ...place }, { signal }),
  });
  const table = useTable("papers", useColumns());
  const filters = useFilters(search, onSearch);
  const narrowed = Object.values(query).some((value) => value !== undefined);
  const open = (id: string) => void go({ to: "/papers/$id", params: { id } });
  return (
    <ListPage
      head={head}
      filters={
        <FilterBar
          search={{
            value: search.q ?? "",
            placeholder: t("paper:search"),
            onChange: (q) => onSearch({ q: q || undefined }),
          }}
          filters={filters}
          tools={
            <>
              <SavedViews
                noun="papers"
                search={search}
                keys={VIEW_KEYS}
                onShow={(shown) => onSearch(readSearch(shown))}
                count={async (kept, signal) =>
                  (await listPapers({ ...asked(readSearch(kept)), limit: 1, with_total: true }, { signal })).total
                }
              />
              <TableTools
                table={table}
                list={{
                  noun: "papers",
                  query,
                  total: list.pager.total,
                  unit: t("paper:unit"),
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
        label={t("paper:nav")}
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
            <Empty verb={<Link to="/papers">{t("paper:clear")}</Link>}>{t("paper:none_fits")}</Empty>
          ) : (
            <Empty>{t("paper:none")}</Empty>
          )
        }
        pager={{ ...list.pager, unit: t("paper:unit") }}
      />
    </ListPage>
  );
}

function useFilters(search: PaperSearch, onSearch: ViewProps["onSearch"]): readonly Filter[] {
  const { t } = useTranslation();
  const kinds = useDictionary("union_paper_kind");
  const states = useDictionary("union_paper_state");
  const { year: now } = useScope();
  const under = useQuery(unionOf(search.under_id)).data?.name;
  const union = useQuery(unionOf(search.organization_id)).data?.name;
  const comma = t("ui:comma");
  const place = (key: "under_id" | "organization_id", name: string | undefined, rare: boolean): Filter => ({
    key,
    rare,
    label: t(`paper:filter.${key}`),
    value: search[key] && (name ?? "…"),
    onClear: () => onSearch({ [key]: undefined }),
    editor: (close) => (
      <OrgFilter
        label={t(`paper:filter.${key}`)}
        selected={search[key] ?? null}
        onPick={(org) => {
          onSearch({ [key]: org.id });
          close();
        }}
      />
    ),
  });
  return [
    place("under_id", under, false),
    choiceFilter({
      key: "kind",
      label: t("paper:column.kind"),
      choices: kinds.choices,
      value: search.kind,
      comma,
      onChange: (kind) => onSearch({ kind }),
    }),
    yearFilter({ t, now, value: search.year, onChange: (year) => onSearch({ year }) }),
    choiceFilter({
      key: "state",
      label: t("paper:column.state"),
      choices: states.choices,
      value: search.state,
      comma,
      onChange: (state) => onSearch({ state }),
    }),
    place("organization_id", union, true),
  ];
}

function useColumns(): readonly Column<UnionPaperItem>[] {
  const { t } = useTranslation();
  const kinds = useDictionary("union_paper_kind");
  const terms = useDictionary("paper_retention");
  const states = useDictionary("union_paper_state");
  return useMemo(
    () => [
      {
        key: "title",
        title: t("paper:column.title"),
        min: 200,
        lead: true,
        cell: (row) => (
          <Link className={styles.name} to="/papers/$id" params={{ id: row.id }} title={row.title}>
            {row.title}
          </Link>
        ),
      },
      { key: "kind", title: t("paper:column.kind"), width: 84, cell: (row) => kinds.label(row.kind) },
      { key: "year", title: t("paper:column.year"), width: 56, align: "end", cell: (row) => String(row.year) },
      { key: "held", title: t("paper:column.held"), width: 100, cell: (row) => row.held_on },
      {
        key: "organization",
        title: t("paper:column.organization"),
        min: 150,
        cell: (row) => (
          <span className="ink-2" translate="no" title={row.organization_name}>
            {row.organization_name}
          </span>
        ),
      },
      {
        key: "place",
        title: t("paper:column.place"),
        width: 116,
        cell: (row) => <span title={row.place_kept}>{row.place_kept || "—"}</span>,
      },
      { key: "files", title: t("paper:column.files"), width: 52, align: "end", cell: (row) => row.file_count },
      { key: "retention", title: t("paper:column.retention"), width: 76, cell: (row) => terms.label(row.retention) },
      { key: "due", title: t("paper:column.due"), width: 100, cell: (row) => row.due_on ?? "—" },
      { key: "by", title: t("paper:column.by"), width: 74, cell: (row) => row.entered_by_name },
      {
        key: "state",
        title: t("paper:column.state"),
        width: 100,
        cell: (row) => <Status mark={MARKS[row.state]}>{states.label(row.state)}</Status>,
      },
    ],
    [t, kinds, terms, states],
  );
}
