import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { listAidCases } from "@unionhome/client/aid-cases";
import type { AidCaseItem } from "@unionhome/client/model";
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
import { NOTHING, type Selection } from "../../../ui/table/selection";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { SavedViews } from "../../../ui/view/SavedViews";
import { BatchDialog } from "./BatchDialog";
import { useCaseColumns } from "./columns";
import { CASES, useCaseChanged } from "./data";
import { FormsDialog } from "./FormsDialog";
import { LateDialog } from "./LateDialog";
import { SumsBar } from "./SumsBar";
import { CASE_VIEWS, type CaseSearch, type CaseView, casesAsked, readCaseSearch, viewOf } from "./search";
import { useCaseFilters } from "./useCaseFilters";

const VIEW_KEYS = [
  "view",
  "under_id",
  "program_id",
  "program_kind",
  "status",
  "category",
  "outcome",
  "waiting_days",
  "sort",
] as const;
const MOST_AT_ONCE = 200;

/** The queue of cases: what waits at this desk, on notice, to be paid, late, and what went through one's hands. */
export function CasesPage() {
  const { t } = useTranslation();
  const search: CaseSearch = useSearch({ from: "/aid/cases" });
  const go = useNavigate({ from: "/aid/cases" });
  const may = useAccess();
  const changed = useCaseChanged();
  const set = (change: Partial<CaseSearch>) =>
    void go({ search: (before: CaseSearch) => ({ ...before, ...change }), replace: true });
  const table = useTable("aid-cases", useCaseColumns());
  const filters = useCaseFilters(search, set);
  const [current, setCurrent] = useState<string | null>(null);
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [batch, setBatch] = useState<{ step: "pass" | "return"; rows: readonly AidCaseItem[] } | null>(null);
  const [printing, setPrinting] = useState<readonly AidCaseItem[]>([]);
  const [late, setLate] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const asked = casesAsked(search);
  const view = viewOf(search);
  const list = useList<AidCaseItem>({
    id: CASES,
    filters: asked,
    load: (place, signal) => listAidCases({ ...asked, ...place }, { signal }),
  });
  const open = (id: string) => void go({ to: "/aid/cases/$id", params: { id } });
  useTabTitle(t("aid:case.title"));

  /** Those that were ticked; of all that match, the first that fit into one batch. */
  async function chosen(): Promise<AidCaseItem[]> {
    setProblem(undefined);
    try {
      const rows = selection.all
        ? (await listAidCases({ ...asked, limit: MOST_AT_ONCE })).items.filter((row) => !selection.except.has(row.id))
        : (list.rows ?? []).filter((row) => selection.keys.has(row.id));
      return rows.slice(0, MOST_AT_ONCE);
    } catch (error) {
      setProblem(error);
      return [];
    }
  }

  async function begin(step: "pass" | "return") {
    const rows = await chosen();
    if (rows.length > 0) setBatch({ step, rows });
  }

  return (
    <ListPage
      head={
        <PageHead
          title={t("aid:case.title")}
          views={
            <RecordTabs
              kind="views"
              label={t("aid:view.label")}
              tabs={CASE_VIEWS.map((key) => ({ key, label: t(`aid:case.view.${key}`) }))}
              current={view}
              onPick={(key) => set({ view: key as CaseView, status: undefined })}
            />
          }
        >
          <Button kind="text" icon="chart" onClick={() => setLate(true)}>
            {t("aid:case.late.open")}
          </Button>
          {may.editHouseholds && (
            <Button kind="main" icon="plus" onClick={() => void go({ to: "/aid/cases/new" })}>
              {t("aid:case.new")}
            </Button>
          )}
        </PageHead>
      }
      filters={
        <FilterBar
          search={{
            value: search.q ?? "",
            placeholder: t("aid:case.search"),
            onChange: (q) => set({ q: q || undefined }),
          }}
          filters={filters}
          tools={
            <>
              <SumsBar asked={asked} status={search.status} onPick={(status) => set({ status })} />
              <SavedViews
                noun="aid-cases"
                search={search}
                keys={VIEW_KEYS}
                onShow={set}
                count={async (query, signal) =>
                  (await listAidCases({ ...casesAsked(readCaseSearch(query)), limit: 1, with_total: true }, { signal }))
                    .total
                }
              />
              <TableTools
                table={table}
                list={{
                  noun: "aid_cases",
                  query: asked,
                  total: list.pager.total,
                  unit: t("aid:case.unit"),
                  filters: [{ label: t("aid:view.label"), value: t(`aid:case.view.${view}`) }, ...filters],
                  search: search.q,
                }}
              />
            </>
          }
        />
      }
    >
      <DataTable
        label={t("aid:case.title")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => current && open(current)}
        onOpen={(row) => open(row.id)}
        selection={may.editHouseholds ? selection : undefined}
        onSelect={setSelection}
        bulk={
          <>
            <Button kind="text" onClick={() => void begin("pass")}>
              {t("aid:case.verb.pass")}
            </Button>
            <Button kind="text" onClick={async () => setPrinting(await chosen())}>
              {t("aid:case.form.title")}
            </Button>
            <Button kind="text" destructive onClick={() => void begin("return")}>
              {t("aid:case.verb.return")}
            </Button>
          </>
        }
        rowVerb={
          view === "desk"
            ? (row) => (
                <Link to="/aid/cases/$id" params={{ id: row.id }}>
                  {t("aid:case.verb.handle")}
                </Link>
              )
            : undefined
        }
        problem={
          (list.problem || problem !== undefined) && (
            <ProblemStrip problem={list.problem ?? problem} onRetry={list.retry} />
          )
        }
        empty={
          <Empty
            verb={
              view !== "all" && (
                <Button kind="text" onClick={() => set({ view: "all" })}>
                  {t("aid:case.show_all")}
                </Button>
              )
            }
          >
            {t(`aid:case.none.${view}`)}
          </Empty>
        }
        pager={{ ...list.pager, unit: t("aid:case.unit") }}
      />
      {batch && (
        <BatchDialog
          step={batch.step}
          rows={batch.rows}
          onClose={() => setBatch(null)}
          onDone={() => {
            setBatch(null);
            setSelection(NOTHING);
            changed();
          }}
        />
      )}
      {printing.length > 0 && <FormsDialog rows={printing} onClose={() => setPrinting([])} />}
      {late && <LateDialog asked={asked} onClose={() => setLate(false)} />}
    </ListPage>
  );
}

const rowKey = (row: AidCaseItem) => row.id;
