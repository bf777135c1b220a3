import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { listBudgetLines } from "@unionhome/client/budget-plans";
import type { BudgetLineItem } from "@unionhome/client/model";
import { moment } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { choiceFilter } from "../../ui/filter/choiceFilter";
import { type Filter, FilterBar } from "../../ui/filter/FilterBar";
import { useDictionary } from "../../ui/page/dictionary";
import { useAccess, useScope } from "../../ui/page/person";
import { useTabTitle } from "../../ui/page/tab";
import { ProblemPage } from "../../ui/problem/ProblemPage";
import { PageHead } from "../../ui/record/PageHead";
import { RecordTabs } from "../../ui/record/RecordTabs";
import { Status } from "../../ui/status/Status";
import { Steps } from "../../ui/status/Steps";
import { ListPage } from "../../ui/table/ListPage";
import { TableTools } from "../../ui/table/TableTools";
import { useList } from "../../ui/table/useList";
import { useTable } from "../../ui/table/useTable";
import { OrgFilter } from "../../ui/tree/OrgFilter";
import { SavedViews } from "../../ui/view/SavedViews";
import { Board } from "./board/Board";
import { useBudgetColumns } from "./columns";
import { boardOf, PLAN_MARK, planOf } from "./data";
import { AdjustDialog } from "./dialog/AdjustDialog";
import { EnterDialog } from "./dialog/EnterDialog";
import { PlanStepDialog } from "./dialog/PlanStepDialog";
import { SplitDialog } from "./dialog/SplitDialog";
import { LINES_ID, Lines, loadLines } from "./Lines";
import { askedLines, type BudgetSearch, type Reach } from "./search";

/** What a saved view keeps of the address. */
const VIEW_KEYS = ["view", "org", "year", "reach", "subject"] as const;
const VIEWS = ["board", "lines"] as const;
const AHEAD = 1;
const BACK = 4;

/** The year's budget of a union beside what the ledger spent, and the same of all unions below by subject. */
export function BudgetPage() {
  const { t } = useTranslation();
  useTabTitle(t("budget:nav.board"));
  const search: BudgetSearch = useSearch({ from: "/funds/budget" });
  const go = useNavigate({ from: "/funds/budget" });
  const scope = useScope();
  const may = useAccess();
  const states = useDictionary("budget_plan_state");
  const reaches = useDictionary("budget_reach");
  const subjects = useDictionary("budget_subject");
  const [step, setStep] = useState<string | null>(null);
  const year = Number(search.year ?? scope.year);
  const reach: Reach = search.reach ?? "own";
  const set = (change: Partial<BudgetSearch>) =>
    void go({ search: (before: BudgetSearch) => ({ ...before, ...change }), replace: true });
  const { data, error, refetch } = useQuery(boardOf(search.org ?? scope.organization.id, year, reach));
  const plan = useQuery(planOf(data?.plan_id)).data;
  const table = useTable("budget-lines", useBudgetColumns());
  const list = useList<BudgetLineItem>({
    id: LINES_ID,
    filters: { budget: askedLines(search, scope.year) },
    load: loadLines(search, scope.year),
  });
  if (error && !data) return <ProblemPage problem={error} onRetry={() => void refetch()} />;
  const lines = search.view === "lines";
  const now = new Date().getFullYear();
  const years = Array.from({ length: AHEAD + 1 + BACK }, (_, index) => String(now + AHEAD - index));
  const comma = t("ui:comma");
  const filters: Filter[] = [
    {
      key: "org",
      label: t("budget:filter.org"),
      value: search.org && (data?.organization_name ?? "…"),
      onClear: () => set({ org: undefined }),
      editor: (close) => (
        <OrgFilter
          label={t("budget:filter.org")}
          selected={search.org ?? scope.organization.id}
          onPick={(org) => {
            set({ org: org.id });
            close();
          }}
        />
      ),
    },
    choiceFilter({
      key: "year",
      label: t("budget:column.year"),
      choices: years.map((one) => ({ value: one, label: one })),
      value: String(year),
      single: true,
      comma,
      onChange: (value) => set({ year: value }),
    }),
    lines
      ? choiceFilter({
          key: "subject",
          label: t("budget:column.subject"),
          choices: subjects.choices,
          value: search.subject,
          comma,
          onChange: (subject) => set({ subject }),
        })
      : choiceFilter({
          key: "reach",
          label: t("budget:filter.reach"),
          choices: reaches.choices,
          value: reach,
          single: true,
          comma,
          onChange: (value) => set({ reach: value === "whole" ? "whole" : undefined }),
        }),
  ];
  const offered = plan ? plan.steps : data?.steps;
  return (
    <ListPage
      head={
        <PageHead
          title={t("budget:nav.board")}
          note={
            data && (
              <>
                <span translate="no">{data.organization_name}</span>
                {"\u3000"}
                {t("budget:as_of", { year, time: moment(data.as_of) })}
              </>
            )
          }
          marks={data?.state && <Status mark={PLAN_MARK[data.state] ?? "settled"}>{states.label(data.state)}</Status>}
          views={
            <RecordTabs
              kind="views"
              label={t("budget:nav.board")}
              tabs={VIEWS.map((key) => ({ key, label: t(`budget:view.${key}`) }))}
              current={lines ? "lines" : "board"}
              onPick={(key) => set({ view: key === "lines" ? "lines" : undefined })}
            />
          }
        >
          {may.editFunds && !lines && offered && (
            <Steps steps={offered} destructive={["withdraw", "return"]} onStep={(one) => setStep(one.step)} />
          )}
        </PageHead>
      }
      filters={
        <FilterBar
          filters={filters}
          tools={
            <>
              <SavedViews
                noun="budget-lines"
                search={search}
                keys={VIEW_KEYS}
                onShow={set}
                count={async (query, signal) =>
                  (
                    await listBudgetLines(
                      { ...askedLines(query as BudgetSearch, scope.year), limit: 1, with_total: true },
                      { signal },
                    )
                  ).total
                }
              />
              <TableTools
                table={table}
                list={{
                  noun: "budget_lines",
                  query: askedLines(search, scope.year),
                  total: list.pager.total,
                  unit: t("budget:unit"),
                  filters: filters.filter((each) => each.key !== "reach"),
                }}
              />
            </>
          }
        />
      }
    >
      {lines ? (
        <Lines table={table} list={list} />
      ) : (
        data && (
          <Board
            board={data}
            plan={plan}
            onEnter={(org) => set({ org })}
            onMake={may.editFunds && data.steps.some((one) => one.allowed) ? () => setStep("make") : undefined}
          />
        )
      )}
      {data && (step === "make" || (step === "enter" && plan)) && (
        <EnterDialog
          organization={{ id: data.organization_id, name: data.organization_name }}
          year={year}
          plan={plan}
          onClose={() => setStep(null)}
        />
      )}
      {plan && step === "adjust" && <AdjustDialog plan={plan} onClose={() => setStep(null)} />}
      {plan && step === "split" && <SplitDialog plan={plan} onClose={() => setStep(null)} />}
      {plan && step && ["submit", "confirm", "return", "withdraw"].includes(step) && (
        <PlanStepDialog plan={plan} step={step} onClose={() => setStep(null)} />
      )}
    </ListPage>
  );
}
