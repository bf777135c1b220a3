import { useNavigate, useSearch } from "@tanstack/react-router";
import { listDuties } from "@unionhome/client/duties";
import type { DutyItem, DutyYearOut } from "@unionhome/client/model";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { choiceFilter } from "../../ui/filter/choiceFilter";
import { type Filter, FilterBar } from "../../ui/filter/FilterBar";
import { useDictionary } from "../../ui/page/dictionary";
import { useAccess, useScope } from "../../ui/page/person";
import { useTabTitle } from "../../ui/page/tab";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { PageHead } from "../../ui/record/PageHead";
import { RecordTabs } from "../../ui/record/RecordTabs";
import { Status } from "../../ui/status/Status";
import { DataTable } from "../../ui/table/DataTable";
import { Empty } from "../../ui/table/Empty";
import { ListPage } from "../../ui/table/ListPage";
import { TableTools } from "../../ui/table/TableTools";
import { useList } from "../../ui/table/useList";
import { useTable } from "../../ui/table/useTable";
import { useAskedColumns, useOwedColumns } from "./columns";
import { DutyDialog } from "./DutyDialog";
import { DUTIES } from "./data";
import styles from "./duty.module.css";
import { askedOf, type DutySearch, VIEWS, type View } from "./search";
import { YearDialog } from "./YearDialog";

const AHEAD = 1;
const BACK = 3;
const TOWN = 3;
const rowKey = (row: DutyItem) => row.id;

/** What the own union asks those below it to hand in, with how far they are; and what it owes the one above. */
export function DutiesPage() {
  const { t } = useTranslation();
  useTabTitle(t("duty:nav"));
  const search: DutySearch = useSearch({ from: "/duties" });
  const go = useNavigate({ from: "/duties" });
  const may = useAccess();
  const scope = useScope();
  const asks = may.fillReports && may.sendUrges;
  // A town may ask its unions too, but what brings its officers here is what the county asks of them.
  const view: View = search.view ?? (asks && (scope.organization.level ?? TOWN) < TOWN ? "asked" : "owed");
  const [asking, setAsking] = useState<"duty" | "year">();
  const [made, setMade] = useState<DutyYearOut>();
  const [current, setCurrent] = useState<string | null>(null);
  const columns = { asked: useAskedColumns(), owed: useOwedColumns() };
  const tables = { asked: useTable("duties", columns.asked), owed: useTable("duties-owed", columns.owed) };
  const asked = askedOf(search, view, { id: scope.organization.id, year: scope.year });
  const list = useList<DutyItem>({
    id: DUTIES,
    filters: asked,
    load: (place, signal) => listDuties({ ...asked, ...place }, { signal }),
  });
  const filters = useFilters(
    search,
    view,
    (change) => void go({ search: (before: DutySearch) => ({ ...before, ...change }), replace: true }),
  );
  const narrowed = search.subject !== undefined || search.state !== undefined;
  return (
    <>
      <ListPage
        head={
          <>
            <PageHead
              title={t("duty:nav")}
              views={
                <RecordTabs
                  kind="views"
                  label={t("duty:nav")}
                  tabs={VIEWS.map((key) => ({ key, label: t(`duty:view.${key}`) }))}
                  current={view}
                  onPick={(key) => void go({ search: { view: key as View, year: search.year }, replace: true })}
                />
              }
            >
              {asks && view === "asked" && (
                <>
                  <Button onClick={() => setAsking("year")}>{t("duty:year.verb")}</Button>
                  <Button kind="main" icon="plus" onClick={() => setAsking("duty")}>
                    {t("duty:make.verb")}
                  </Button>
                </>
              )}
            </PageHead>
            {made && (
              <p className={styles.made} role="status">
                <Status mark={made.made > 0 ? "done" : "settled"}>
                  {t("duty:year.made", { year: String(made.year), made: made.made })}
                </Status>
                {made.there > 0 && <span className="ink-2 small">{t("duty:year.there", { there: made.there })}</span>}
                {made.past > 0 && <span className="ink-2 small">{t("duty:year.past", { past: made.past })}</span>}
              </p>
            )}
          </>
        }
        filters={<FilterBar filters={filters} tools={<TableTools table={tables[view]} />} />}
      >
        <DataTable
          key={view}
          label={t("duty:nav")}
          table={tables[view]}
          rows={list.rows}
          rowKey={rowKey}
          current={current}
          onCurrent={setCurrent}
          onLook={() => current && void go({ to: "/duties/$id", params: { id: current } })}
          onOpen={(row) => void go({ to: "/duties/$id", params: { id: row.id } })}
          problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
          empty={<Empty>{t(narrowed ? "duty:none_fits" : `duty:none.${view}`)}</Empty>}
          pager={{ ...list.pager, unit: t("duty:unit") }}
        />
      </ListPage>
      {asking === "duty" && <DutyDialog onClose={() => setAsking(undefined)} />}
      {asking === "year" && (
        <YearDialog
          now={scope.year}
          onMade={(result) => {
            setMade(result);
            void go({ search: { view: "asked", year: result.year }, replace: true });
          }}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}

function useFilters(search: DutySearch, view: View, onSearch: (change: Partial<DutySearch>) => void): Filter[] {
  const { t } = useTranslation();
  const now = useScope().year;
  const subjects = useDictionary("duty_subject");
  const states = useDictionary("duty_state");
  const years = Array.from({ length: AHEAD + 1 + BACK }, (_, index) => String(now + AHEAD - index));
  const comma = t("ui:comma");
  return [
    choiceFilter({
      key: "year",
      label: t("duty:column.year"),
      choices: years.map((one) => ({ value: one, label: one })),
      value: String(search.year ?? now),
      single: true,
      comma,
      onChange: (value) => onSearch({ year: value ? Number(value) : undefined }),
    }),
    choiceFilter({
      key: "subject",
      label: t("duty:column.subject"),
      choices: subjects.choices,
      value: search.subject,
      comma,
      onChange: (subject) => onSearch({ subject }),
    }),
    ...(view === "owed"
      ? [
          choiceFilter({
            key: "state",
            label: t("duty:column.state"),
            choices: states.choices,
            value: search.state,
            comma,
            onChange: (state) => onSearch({ state }),
          }),
        ]
      : []),
  ];
}
