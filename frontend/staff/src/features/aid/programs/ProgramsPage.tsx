import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { listAidPrograms } from "@unionhome/client/aid-programs";
import type { AidProgramItem } from "@unionhome/client/model";
import { count, moment, yuan } from "@unionhome/words";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import { FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { ListPage } from "../../../ui/table/ListPage";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { SavedViews } from "../../../ui/view/SavedViews";
import styles from "../aid.module.css";
import { PROGRAM_MARK, PROGRAMS } from "./data";
import { type ProgramSearch, programsAsked } from "./search";

const VIEWS = ["all", "open", "draft", "closed"] as const;
/** What a saved view keeps of the address. */
const VIEW_KEYS = ["status", "kind", "year", "below"] as const;
const YEARS_BACK = 3;

/** Programmes of aid: those of this union and of the unions above it, and on request those of unions below. */
export function ProgramsPage() {
  const { t } = useTranslation();
  const search: ProgramSearch = useSearch({ from: "/aid/programs" });
  const go = useNavigate({ from: "/aid/programs" });
  const may = useAccess();
  const kinds = useDictionary("program_kind");
  const set = (change: Partial<ProgramSearch>) =>
    void go({ search: (before: ProgramSearch) => ({ ...before, ...change }), replace: true });
  const table = useTable("aid-programs", useProgramColumns());
  const [current, setCurrent] = useState<string | null>(null);
  const asked = programsAsked(search);
  const list = useList<AidProgramItem>({
    id: PROGRAMS,
    filters: asked,
    load: (place, signal) => listAidPrograms({ ...asked, ...place }, { signal }),
  });
  const open = (id: string) => void go({ to: "/aid/programs/$id", params: { id } });
  const year = new Date().getFullYear();
  const years = Array.from({ length: YEARS_BACK + 2 }, (_, back) => String(year + 1 - back));
  const filters = [
    choiceFilter({
      key: "kind",
      label: t("aid:program.field.kind"),
      choices: kinds.choices,
      value: search.kind,
      comma: t("ui:comma"),
      onChange: (kind) => set({ kind }),
    }),
    choiceFilter({
      key: "year",
      label: t("aid:program.field.year"),
      choices: years.map((one) => ({ value: one, label: one })),
      value: search.year,
      single: true,
      comma: t("ui:comma"),
      onChange: (year) => set({ year }),
    }),
  ];
  useTabTitle(t("aid:program.title"));
  return (
    <ListPage
      head={
        <PageHead
          title={t("aid:program.title")}
          views={
            <RecordTabs
              kind="views"
              label={t("aid:view.label")}
              tabs={VIEWS.map((key) => ({ key, label: t(`aid:program.view.${key}`) }))}
              current={search.status ?? "all"}
              onPick={(key) => set({ status: key === "all" ? undefined : key })}
            />
          }
        >
          {may.setAidPolicies && (
            <Button kind="main" icon="plus" onClick={() => void go({ to: "/aid/programs/new" })}>
              {t("aid:program.make")}
            </Button>
          )}
        </PageHead>
      }
      filters={
        <FilterBar
          filters={filters}
          tools={
            <>
              <Button
                kind="text"
                aria-pressed={search.below === true}
                onClick={() => set({ below: search.below ? undefined : true })}
              >
                {t(search.below ? "aid:program.ours" : "aid:program.below")}
              </Button>
              <SavedViews
                noun="aid-programs"
                search={search}
                keys={VIEW_KEYS}
                onShow={set}
                count={async (query, signal) =>
                  (await listAidPrograms({ ...programsAsked(query), limit: 1, with_total: true }, { signal })).total
                }
              />
              <TableTools
                table={table}
                list={{
                  noun: "aid_programs",
                  query: asked,
                  total: list.pager.total,
                  unit: t("aid:program.unit"),
                  filters: [
                    { label: t("aid:view.label"), value: t(`aid:program.view.${search.status ?? "all"}`) },
                    {
                      label: t("aid:program.field.organization_id"),
                      value: t(search.below ? "aid:program.below" : "aid:program.ours"),
                    },
                    ...filters,
                  ],
                }}
              />
            </>
          }
        />
      }
    >
      <DataTable
        label={t("aid:program.title")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => current && open(current)}
        onOpen={(row) => open(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={
          <Empty verb={may.setAidPolicies && <Link to="/aid/programs/new">{t("aid:program.make")}</Link>}>
            {t("aid:program.none")}
          </Empty>
        }
        pager={{ ...list.pager, unit: t("aid:program.unit") }}
      />
    </ListPage>
  );
}

const rowKey = (row: AidProgramItem) => row.id;

function useProgramColumns(): readonly Column<AidProgramItem>[] {
  const { t } = useTranslation();
  const kinds = useDictionary("program_kind");
  const statuses = useDictionary("program_status");
  const stages = useDictionary("stage");
  return useMemo(
    () => [
      {
        key: "name",
        title: t("aid:program.field.name"),
        min: 220,
        lead: true,
        cell: (row) => (
          <Link className={styles.name} to="/aid/programs/$id" params={{ id: row.id }}>
            {row.name}
          </Link>
        ),
      },
      { key: "kind", title: t("aid:program.field.kind"), width: 130, cell: (row) => kinds.label(row.kind) },
      { key: "year", title: t("aid:program.field.year"), width: 76, cell: (row) => String(row.year) },
      {
        key: "status",
        title: t("aid:column.status"),
        width: 96,
        cell: (row) => <Status mark={PROGRAM_MARK[row.status] ?? "settled"}>{statuses.label(row.status)}</Status>,
      },
      {
        key: "union",
        title: t("aid:program.field.organization_id"),
        width: 170,
        cell: (row) => <span className="ink-2">{row.organization_name}</span>,
      },
      { key: "closes", title: t("aid:program.field.closes_at"), width: 144, cell: (row) => moment(row.closes_at) },
      { key: "cases", title: t("aid:program.cases"), width: 84, align: "end", cell: (row) => count(row.cases) },
      {
        key: "approved",
        title: t("aid:program.approved"),
        width: 84,
        align: "end",
        cell: (row) => count(row.approved),
      },
      { key: "amount", title: t("aid:program.amount"), width: 120, align: "end", cell: (row) => yuan(row.amount_fen) },
      {
        key: "way",
        title: t("aid:program.field.stages"),
        min: 260,
        extra: true,
        cell: (row) => row.stages.map((one) => stages.label(one)).join(" → "),
      },
      { key: "maker", title: t("aid:program.made_by"), width: 90, extra: true, cell: (row) => row.made_by_name || "—" },
    ],
    [t, kinds, statuses, stages],
  );
}
