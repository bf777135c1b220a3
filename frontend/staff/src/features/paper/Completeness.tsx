import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { PaperCompleteness, PaperCoverage } from "@unionhome/client/model";
import { count, percent } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { FilterBar } from "../../ui/filter/FilterBar";
import { Icon } from "../../ui/icon/Icon";
import { useScope } from "../../ui/page/person";
import { ProblemPage } from "../../ui/problem/ProblemPage";
import { Section } from "../../ui/record/Section";
import { ListPage } from "../../ui/table/ListPage";
import { OrgFilter } from "../../ui/tree/OrgFilter";
import { SavedViews } from "../../ui/view/SavedViews";
import { BASIC, completenessOf } from "./data";
import type { ViewProps } from "./List";
import { Marks } from "./Marks";
import styles from "./paper.module.css";
import { readSearch, VIEW_KEYS } from "./search";
import { yearFilter } from "./yearFilter";

const COLUMNS = ["keeper", "plan", "summary", "minutes", "photo"] as const;

/** Of the basic unions below each union: how many have a keeper and each kind of paper for a year. */
export function Completeness({ head, search, onSearch }: ViewProps) {
  const { t } = useTranslation();
  const scope = useScope();
  const year = search.year ?? scope.year;
  const { data, error, refetch } = useQuery(completenessOf(search.under_id, year));
  return (
    <ListPage
      head={head}
      filters={
        <FilterBar
          filters={[
            {
              key: "under_id",
              label: t("paper:filter.under_id"),
              value: search.under_id && (data?.organization_name ?? "…"),
              onClear: () => onSearch({ under_id: undefined }),
              editor: (close) => (
                <OrgFilter
                  label={t("paper:filter.under_id")}
                  selected={search.under_id ?? scope.organization.id}
                  onPick={(org) => {
                    onSearch({ under_id: org.id });
                    close();
                  }}
                />
              ),
            },
            yearFilter({ t, now: scope.year, value: year, onChange: (asked) => onSearch({ year: asked }) }),
          ]}
          tools={
            <SavedViews
              noun="papers"
              search={search}
              keys={VIEW_KEYS}
              onShow={(shown) => onSearch(readSearch(shown))}
            />
          }
        />
      }
    >
      {error && !data ? (
        <ProblemPage problem={error} onRetry={() => void refetch()} />
      ) : (
        data && <Figures data={data} year={year} onEnter={(id) => onSearch({ under_id: id })} />
      )}
    </ListPage>
  );
}

interface FiguresProps {
  data: PaperCompleteness;
  year: number;
  onEnter(id: string): void;
}

function Figures({ data, year, onEnter }: FiguresProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.figures}>
      <Section
        kind="ruled"
        title={<span translate="no">{data.organization_name}</span>}
        note={t("paper:own", { year })}
      >
        <Marks id={data.organization_id} name={data.organization_name} own={data.own} year={year} />
      </Section>
      {data.items.length > 0 && (
        <Section kind="ruled" title={t("paper:below")} note={t("paper:below_note", { year })}>
          <table className={styles.sheet}>
            <thead>
              <tr>
                <th scope="col">{t("paper:column.organization")}</th>
                <th scope="col">{t("paper:share.unions")}</th>
                {COLUMNS.map((key) => (
                  <th key={key} scope="col">
                    {t(`paper:share.${key}`)}
                  </th>
                ))}
                <th scope="col">{t("paper:share.complete")}</th>
              </tr>
            </thead>
            <tbody>
              <tr className={styles.whole}>
                <th scope="row">{t("paper:share.whole")}</th>
                <Cells row={data.whole} />
              </tr>
              {data.items.map((row) => (
                <tr key={row.organization_id}>
                  <th scope="row">
                    {row.level < BASIC ? (
                      <button type="button" translate="no" onClick={() => onEnter(row.organization_id)}>
                        {row.organization_name}
                      </button>
                    ) : (
                      <Link
                        to={"/organizations/$id" as never}
                        params={{ id: row.organization_id } as never}
                        translate="no"
                      >
                        {row.organization_name}
                      </Link>
                    )}
                  </th>
                  {row.level < BASIC ? <Cells row={row} /> : <Ticks row={row} />}
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
    </div>
  );
}

type Shares = Pick<
  PaperCoverage,
  "unions" | "with_keeper" | "with_plan" | "with_summary" | "with_minutes" | "with_photo" | "complete"
>;

function Cells({ row }: { row: Shares }) {
  return (
    <>
      <td>{count(row.unions)}</td>
      {[...COLUMNS.map((key) => row[`with_${key}`]), row.complete].map((number, at) => (
        <td key={at} data-none={number === 0 || undefined}>
          {count(number)} <span>{percent(number, row.unions).text}</span>
        </td>
      ))}
    </>
  );
}

/** A basic union has it or has it not. */
function Ticks({ row }: { row: PaperCoverage }) {
  const { t } = useTranslation();
  return (
    <>
      <td>—</td>
      {[...COLUMNS.map((key) => row[`with_${key}`]), row.complete].map((number, at) => (
        <td key={at} data-tick={number > 0 ? "yes" : "no"}>
          <Icon
            name={number > 0 ? "check" : "close"}
            size={14}
            label={t(number > 0 ? "paper:share.there" : "paper:share.lacks")}
          />
        </td>
      ))}
    </>
  );
}
