import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReportBoard } from "@unionhome/client/model";
import { beginReport } from "@unionhome/client/reports";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { type Filter, FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import { useAccess, useScope } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import { Scroll } from "../../../ui/scroll/Scroll";
import { OrgFilter } from "../../../ui/tree/OrgFilter";
import { boardOf, REPORTS } from "../data";
import styles from "../report.module.css";
import { FORMS, type ReportSearch } from "../search";
import { AcceptAll } from "./AcceptAll";
import { Board } from "./Board";
import { Overview } from "./Overview";

const VIEWS = ["board", "overview"] as const;

/** Which form of which year: the own report, and where those of the unions below are. */
export function ReportsPage() {
  const { t } = useTranslation();
  useTabTitle(t("report:nav"));
  const search: ReportSearch = useSearch({ from: "/reports" });
  const go = useNavigate({ from: "/reports" });
  const scope = useScope();
  const names = useDictionary("report_form");
  const year = search.year ?? scope.year;
  const { data, error, refetch } = useQuery(boardOf(search.form, year, search.org));
  const form = search.form ?? data?.form;
  const set = (next: Partial<ReportSearch>) =>
    void go({ search: (before: ReportSearch) => ({ ...before, ...next }), replace: true });
  const formFilter: Filter = {
    key: "form",
    label: t("report:filter.form"),
    value: form ? names.label(form) : "…",
    onClear: () => set({ form: undefined }),
    editor: (close) => (
      <Choice<(typeof FORMS)[number]>
        all={FORMS}
        chosen={form}
        word={names.label}
        onPick={(picked) => {
          set({ form: picked });
          close();
        }}
      />
    ),
  };
  if (error && !data) return <ProblemPage problem={error} onRetry={() => void refetch()} />;
  return (
    <div className={styles.page}>
      <PageHead
        title={t("report:nav")}
        note={data && <span translate="no">{data.organization_name}</span>}
        views={
          <RecordTabs
            kind="views"
            label={t("report:nav")}
            tabs={VIEWS.map((key) => ({ key, label: t(`report:view.${key}`) }))}
            current={search.view ?? "board"}
            onPick={(key) => set({ view: key === "overview" ? key : undefined })}
          />
        }
      >
        {data && !search.org && !search.view && (
          <>
            <AcceptAll board={data} />
            <Own board={data} />
          </>
        )}
      </PageHead>
      <FilterBar
        filters={[
          ...(search.view ? [] : [formFilter]),
          {
            key: "year",
            label: t("report:filter.year"),
            value: t("report:year", { year }),
            onClear: () => set({ year: undefined }),
            editor: (close) => (
              <Choice
                all={[0, 1, 2, 3, 4].map((back) => scope.year - back)}
                chosen={year}
                word={(each) => t("report:year", { year: each })}
                onPick={(picked) => {
                  set({ year: picked });
                  close();
                }}
              />
            ),
          },
          {
            key: "org",
            label: t("report:filter.org"),
            value: search.org && (data?.organization_name ?? "…"),
            onClear: () => set({ org: undefined }),
            editor: (close) => (
              <OrgFilter
                label={t("report:filter.org")}
                selected={search.org ?? scope.organization.id}
                onPick={(org) => {
                  set({ org: org.id });
                  close();
                }}
              />
            ),
          },
        ]}
      />
      <Scroll className={styles.scroll} label={t("report:nav")}>
        {search.view ? (
          <Overview year={year} org={search.org} onEnter={(org) => set({ org })} />
        ) : (
          data && <Board board={data} onEnter={(org) => set({ org })} />
        )}
      </Scroll>
    </div>
  );
}

interface ChoiceProps<T extends string | number> {
  all: readonly T[];
  chosen: T | undefined;
  word(value: T): string;
  onPick(value: T): void;
}

function Choice<T extends string | number>({ all, chosen, word, onPick }: ChoiceProps<T>) {
  return (
    <ul className={styles.choices}>
      {all.map((each) => (
        <li key={each}>
          <button type="button" aria-pressed={each === chosen} onClick={() => onPick(each)}>
            {word(each)}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Begin the own report, or open it. */
function Own({ board }: { board: ReportBoard }) {
  const { t } = useTranslation();
  const may = useAccess();
  const go = useNavigate();
  const queries = useQueryClient();
  const [once] = useState(newOnceKey);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  if (board.own?.report_id)
    return (
      <Link to={"/reports/$id" as never} params={{ id: board.own.report_id } as never}>
        {t("report:own.open")}
      </Link>
    );
  if (!board.reports || !board.begun || !may.fillReports) return null;

  async function begin() {
    setBusy(true);
    setProblem(undefined);
    try {
      const made = await beginReport({ form: board.form, year: board.year }, { idempotencyKey: once });
      await queries.invalidateQueries({ queryKey: [REPORTS, "board"] });
      void go({ to: "/reports/$id" as never, params: { id: made.id } as never });
    } catch (refused) {
      setProblem(refused);
      setBusy(false);
    }
  }

  return (
    <>
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      <Button kind="main" icon="plus" busy={busy} onClick={() => void begin()}>
        {t("report:own.begin")}
      </Button>
    </>
  );
}
