import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { BoardItem, ReportBoard } from "@unionhome/client/model";
import { beginReport } from "@unionhome/client/reports";
import { MISSING, moment } from "@unionhome/words";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import { useAccess, useScope } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { Status } from "../../../ui/status/Status";
import { Empty } from "../../../ui/table/Empty";
import { OrgFilter } from "../../../ui/tree/OrgFilter";
import { boardOf, MARKS, REPORTS } from "../data";
import styles from "../report.module.css";
import { FORMS, type ReportSearch } from "../search";

/** Which form of which year: the own report, and where those of the unions below are. */
export function ReportsPage() {
  const { t } = useTranslation();
  useTabTitle(t("report:nav"));
  const search: ReportSearch = useSearch({ from: "/reports" });
  const go = useNavigate({ from: "/reports" });
  const scope = useScope();
  const names = useDictionary("report_form");
  const form = search.form ?? "survey";
  const year = search.year ?? scope.year;
  const { data, error, refetch } = useQuery(boardOf(form, year, search.org));
  const set = (next: Partial<ReportSearch>) =>
    void go({ search: (before: ReportSearch) => ({ ...before, ...next }), replace: true });
  if (error && !data) return <ProblemPage problem={error} onRetry={() => void refetch()} />;
  return (
    <div className={styles.page}>
      <PageHead title={t("report:nav")} note={data && <span translate="no">{data.organization_name}</span>}>
        {data && !search.org && <Own board={data} />}
      </PageHead>
      <FilterBar
        filters={[
          {
            key: "form",
            label: t("report:filter.form"),
            value: names.label(form),
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
          },
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
      {data && (
        <div className={styles.scroll}>
          <Board board={data} onEnter={(org) => set({ org })} />
        </div>
      )}
    </div>
  );
}

interface ChoiceProps<T extends string | number> {
  all: readonly T[];
  chosen: T;
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

function Board({ board, onEnter }: { board: ReportBoard; onEnter(org: string): void }) {
  const { t } = useTranslation();
  const sent = board.items.filter((item) => item.status === "accepted").length;
  if (!board.begun) return <Empty>{t("report:board.ahead")}</Empty>;
  return (
    <>
      <table className={styles.board} aria-label={t("report:nav")}>
        <thead>
          <tr>
            {["union", "status", "submitted", "by", "decided", "reason"].map((column) => (
              <th key={column} scope="col">
                {t(`report:board.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {board.own && <Row item={board.own} name={<b>{t("report:board.own")}</b>} />}
          {board.items.map((item) => (
            <Row
              key={item.organization_id}
              item={item}
              name={
                <button type="button" className={styles.enter} onClick={() => onEnter(item.organization_id)}>
                  {item.organization_name}
                </button>
              }
            />
          ))}
        </tbody>
      </table>
      {board.items.length > 0 ? (
        <p className={styles.foot}>{t("report:board.accepted", { n: sent, of: board.items.length })}</p>
      ) : (
        <Empty>{t("report:board.nobody_below")}</Empty>
      )}
    </>
  );
}

function Row({ item, name }: { item: BoardItem; name: ReactNode }) {
  const { t } = useTranslation();
  const states = useDictionary("report_status");
  return (
    <tr>
      <th scope="row" translate="no">
        {name}
      </th>
      <td>
        {item.status && item.report_id ? (
          <Link to={"/reports/$id" as never} params={{ id: item.report_id } as never}>
            <Status mark={MARKS[item.status]}>{states.label(item.status)}</Status>
          </Link>
        ) : (
          <span className="ink-3">{t("report:board.not_begun")}</span>
        )}
      </td>
      <td>{item.submitted_at ? moment(item.submitted_at) : MISSING}</td>
      <td translate="no">{item.submitted_by_name || MISSING}</td>
      <td>{item.decided_at ? moment(item.decided_at) : MISSING}</td>
      <td className="cut" title={item.reason}>
        {item.reason}
      </td>
    </tr>
  );
}
