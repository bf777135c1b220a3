import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { getEmployerCoverage } from "@unionhome/client/employers";
import type { Coverage, CoverageFigures, CoverageRow, GetEmployerCoverageParams } from "@unionhome/client/model";
import { count, moment, percent } from "@unionhome/words";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { Meter } from "../../../ui/figure/Meter";
import { Stat, StatRow } from "../../../ui/figure/Stat";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import { FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { useScope } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { Scroll } from "../../../ui/scroll/Scroll";
import { OrgFilter } from "../../../ui/tree/OrgFilter";
import { DUE_FROM, EMPLOYERS } from "../employer";
import styles from "../employer.module.css";
import { addressOf, type CoverageSearch } from "../search";

const LOW = 0.5;

/** 建会率 and 应建未建 of a place, by what stands directly below; every figure leads to the employers it counts. */
export function CoveragePage() {
  const { t } = useTranslation();
  const search: CoverageSearch = useSearch({ from: "/employers/coverage" });
  const go = useNavigate({ from: "/employers/coverage" });
  const scope = useScope();
  const set = (change: Partial<CoverageSearch>) =>
    void go({ search: (before: CoverageSearch) => ({ ...before, ...change }), replace: true });
  const under = search.under_id ?? scope.organization.id;
  const asked = {
    under_id: under,
    threshold: search.threshold,
    ownership: search.ownership?.split(","),
    industry: search.industry?.split(","),
  } as GetEmployerCoverageParams;
  const { data, error, refetch } = useQuery({
    queryKey: [EMPLOYERS, "coverage", asked],
    queryFn: ({ signal }) => getEmployerCoverage(asked, { signal }),
    placeholderData: (before) => before,
  });
  useTabTitle(t("employer:nav.coverage"));
  return (
    <div className={styles.page}>
      <PageHead
        title={t("employer:nav.coverage")}
        note={data && t("employer:coverage.as_of", { name: data.under_name, time: moment(data.as_of) })}
      />
      <Filters search={search} under={under} name={data?.under_name} onSearch={set} />
      {error && <ProblemStrip problem={error} onRetry={() => void refetch()} />}
      {data && <Figures sum={data.sum} threshold={data.threshold} />}
      {data && <ByPlace coverage={data} onEnter={(id) => set({ under_id: id })} />}
    </div>
  );
}

interface FiltersProps {
  search: CoverageSearch;
  under: string;
  name: string | undefined;
  onSearch(change: Partial<CoverageSearch>): void;
}

function Filters({ search, under, name, onSearch }: FiltersProps) {
  const { t } = useTranslation();
  const ownerships = useDictionary("ownership");
  const industries = useDictionary("industry");
  return (
    <FilterBar
      filters={[
        {
          key: "under",
          label: t("employer:filter.under_id"),
          value: search.under_id && (name ?? "…"),
          onClear: () => onSearch({ under_id: undefined }),
          editor: (close) => (
            <OrgFilter
              label={t("employer:filter.under_id")}
              selected={under}
              onPick={(org) => {
                onSearch({ under_id: org.id });
                close();
              }}
            />
          ),
        },
        {
          key: "threshold",
          label: t("employer:coverage.threshold"),
          value: search.threshold === undefined ? undefined : String(search.threshold),
          onClear: () => onSearch({ threshold: undefined }),
          editor: (close) => (
            <ThresholdEditor
              value={search.threshold ?? DUE_FROM}
              onChange={(threshold) => {
                onSearch({ threshold });
                close();
              }}
            />
          ),
        },
        ...(["ownership", "industry"] as const).map((key) =>
          choiceFilter({
            key,
            label: t(`employer:field.${key}`),
            choices: { ownership: ownerships, industry: industries }[key].choices,
            value: search[key],
            comma: t("ui:comma"),
            onChange: (value) => onSearch({ [key]: value }),
          }),
        ),
      ]}
    />
  );
}

function ThresholdEditor({ value, onChange }: { value: number; onChange(value: number): void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(String(value));
  return (
    <form
      className={styles.threshold}
      onSubmit={(event) => {
        event.preventDefault();
        if (Number(typed) > 0) onChange(Number(typed));
      }}
    >
      <label className={styles.line}>
        <span className="small ink-2">{t("employer:coverage.from")}</span>
        <input
          type="text"
          inputMode="numeric"
          style={{ width: 56 }}
          value={typed}
          maxLength={5}
          onChange={(event) => setTyped(event.target.value.replace(/\D/g, ""))}
        />
        <Button type="submit">{t("ui:filter.apply")}</Button>
      </label>
    </form>
  );
}

const FIGURES = ["employers", "covered", "uncovered", "due", "own_due"] as const;

function Figures({ sum, threshold }: { sum: CoverageFigures; threshold: number }) {
  const { t } = useTranslation();
  const rate = percent(sum.covered, sum.employers);
  const to = (key: (typeof FIGURES)[number]) =>
    ({ to: "/employers" as never, search: addressOf(sum.query[key]) as never }) as const;
  return (
    <StatRow size={24}>
      <Stat
        label={t("employer:coverage.rate")}
        value={rate.text.replace("%", "")}
        unit={sum.employers ? "%" : undefined}
        exact={rate.basis}
        note={t("employer:coverage.rate_note", { part: count(sum.covered), whole: count(sum.employers) })}
        {...to("covered")}
      />
      <Stat
        label={t("employer:coverage.employers")}
        value={count(sum.employers)}
        unit={t("employer:unit")}
        note={t("employer:coverage.people", { n: count(sum.employees) })}
        {...to("employers")}
      />
      <Stat
        label={t("employer:coverage.uncovered")}
        value={count(sum.uncovered)}
        unit={t("employer:unit")}
        note={t("employer:coverage.people", { n: count(sum.employees_uncovered) })}
        {...to("uncovered")}
      />
      <Stat
        label={t("employer:coverage.due")}
        value={count(sum.due)}
        unit={t("employer:unit")}
        note={t("employer:coverage.due_note", { n: count(sum.due_employees), from: threshold })}
        {...to("due")}
      />
      <Stat
        label={t("employer:coverage.own_due")}
        value={count(sum.own_due)}
        unit={t("employer:unit")}
        note={t("employer:coverage.own_due_note", { n: count(sum.own_due_employees) })}
        {...to("own_due")}
      />
    </StatRow>
  );
}

function ByPlace({ coverage, onEnter }: { coverage: Coverage; onEnter(id: string): void }) {
  const { t } = useTranslation();
  // What stands with the place itself is worth a line only when there is something.
  const places = coverage.items.filter((row) => !row.itself || row.employers > 0);
  if (coverage.sum.employers === 0)
    return (
      <p className={styles.none}>
        {t("employer:coverage.none")} <Link to={"/import/employers" as never}>{t("employer:import")}</Link>
      </p>
    );
  return (
    <Scroll className={styles.scroll} label={t("employer:nav.coverage")}>
      <table className={styles.sheet}>
        <thead>
          <tr>
            <th scope="col">{t("employer:coverage.place")}</th>
            <th scope="col" style={{ width: 230 }}>
              {t("employer:coverage.rate")}
            </th>
            <th scope="col" data-end>
              {t("employer:coverage.employers")}
            </th>
            <th scope="col" data-end>
              {t("employer:coverage.covered")}
            </th>
            <th scope="col" data-end>
              {t("employer:coverage.uncovered")}
            </th>
            <th scope="col" data-end>
              {t("employer:coverage.due")}
            </th>
            <th scope="col" data-end>
              {t("employer:coverage.due_people")}
            </th>
            <th scope="col" data-end style={{ paddingRight: 24 }}>
              {t("employer:coverage.own_due")}
            </th>
          </tr>
        </thead>
        <tbody>
          {places.map((row) => (
            <Cells
              key={row.id}
              figures={row}
              place={
                row.itself ? (
                  <span className="ink-2">{t("employer:coverage.itself", { name: row.name })}</span>
                ) : (
                  <Place row={row} onEnter={onEnter} />
                )
              }
            />
          ))}
        </tbody>
        <tfoot>
          <Cells figures={coverage.sum} place={t("employer:coverage.sum")} />
        </tfoot>
      </table>
    </Scroll>
  );
}

/** Somewhere that has places of its own is entered; a union without leads to its page. */
function Place({ row, onEnter }: { row: CoverageRow; onEnter(id: string): void }) {
  return row.level < 4 ? (
    <button type="button" className={styles.enter} onClick={() => onEnter(row.id)}>
      {row.name}
    </button>
  ) : (
    <Link to="/organizations/$id" params={{ id: row.id }} style={{ color: "inherit" }}>
      {row.name}
    </Link>
  );
}

function Cells({ place, figures }: { place: ReactNode; figures: CoverageFigures }) {
  const { t } = useTranslation();
  const rate = percent(figures.covered, figures.employers);
  const link = (key: (typeof FIGURES)[number], value = figures[key]) =>
    value ? (
      <Link to="/employers" search={addressOf(figures.query[key])}>
        {count(value)}
      </Link>
    ) : (
      <span className="ink-3">0</span>
    );
  return (
    <tr>
      <td>{place}</td>
      <td>
        <span className={styles.rate} title={rate.basis}>
          {figures.rate !== null && (
            <Meter
              part={Math.min(0.999, figures.rate)}
              lowBelow={LOW}
              label={t("employer:coverage.rate")}
              width={130}
            />
          )}
          {rate.text}
        </span>
      </td>
      <td data-end>{link("employers")}</td>
      <td data-end>{link("covered")}</td>
      <td data-end>{link("uncovered")}</td>
      <td data-end>{link("due")}</td>
      <td data-end>{link("due", figures.due_employees)}</td>
      <td data-end style={{ paddingRight: 24 }}>
        {link("own_due")}
      </td>
    </tr>
  );
}
