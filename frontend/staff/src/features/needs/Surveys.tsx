import { Link, useNavigate } from "@tanstack/react-router";
import type { NeedsSurveyItem } from "@unionhome/client/model";
import { listNeedsSurveys } from "@unionhome/client/needs-surveys";
import { count } from "@unionhome/words";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useUnionName } from "../../queries/organization";
import { Button } from "../../ui/button/Button";
import { choiceFilter } from "../../ui/filter/choiceFilter";
import { DateRangeEditor } from "../../ui/filter/editors";
import { type Filter, FilterBar } from "../../ui/filter/FilterBar";
import { endsOf, spanOf } from "../../ui/filter/params";
import { useDictionary } from "../../ui/page/dictionary";
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
import { MARKS, NEEDS } from "./data";
import { askedOf, type NeedsSearch } from "./search";

/** What a saved view keeps of the address. */
const VIEW_KEYS = ["view", "under_id", "organization_id", "held", "way", "cause", "state", "year"] as const;

const rowKey = (row: NeedsSurveyItem) => row.id;

/** Every survey, the latest first: of whom, how, what troubles workers there, and how far its plan is. */
export function Surveys({ head, search }: { head: ReactNode; search: NeedsSearch }) {
  const { t } = useTranslation();
  const go = useNavigate({ from: "/aid/needs" });
  const set = (change: Partial<NeedsSearch>) =>
    void go({ search: (before: NeedsSearch) => ({ ...before, ...change }), replace: true });
  const table = useTable("needs-surveys", useColumns());
  const filters = useFilters(search, set);
  const [current, setCurrent] = useState<string | null>(null);
  const asked = askedOf(search);
  const list = useList<NeedsSurveyItem>({
    id: NEEDS,
    filters: asked,
    load: (place, signal) => listNeedsSurveys({ ...asked, ...place }, { signal }),
  });
  const narrowed = filters.some((filter) => filter.value !== undefined);
  const open = (id: string) => void go({ to: "/aid/needs/$id", params: { id } });
  return (
    <ListPage
      head={head}
      filters={
        <FilterBar
          filters={filters}
          tools={
            <>
              <SavedViews
                noun="needs-surveys"
                search={search}
                keys={VIEW_KEYS}
                onShow={set}
                count={async (query, signal) =>
                  (await listNeedsSurveys({ ...askedOf(query), limit: 1, with_total: true }, { signal })).total
                }
              />
              <TableTools
                table={table}
                list={{
                  noun: "needs_surveys",
                  query: asked,
                  total: list.pager.total,
                  unit: t("needs:unit"),
                  filters,
                }}
              />
            </>
          }
        />
      }
    >
      <DataTable
        label={t("needs:nav")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => current && open(current)}
        onOpen={(row) => open(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={
          <Empty
            verb={
              narrowed && (
                <Button kind="text" onClick={() => void go({ search: {}, replace: true })}>
                  {t("needs:list.clear")}
                </Button>
              )
            }
          >
            {t(narrowed ? "needs:list.none_fits" : "needs:list.none")}
          </Empty>
        }
        pager={{ ...list.pager, unit: t("needs:unit") }}
      />
    </ListPage>
  );
}

function useFilters(search: NeedsSearch, onSearch: (change: Partial<NeedsSearch>) => void): Filter[] {
  const { t } = useTranslation();
  const choices = {
    state: useDictionary("survey_state"),
    way: useDictionary("survey_way"),
    cause: useDictionary("hardship_cause"),
  };
  const place = search.organization_id ? "organization_id" : "under_id";
  const name = useUnionName(search[place]);
  const ends = endsOf(search.held);
  return [
    {
      key: place,
      label: t(`needs:filter.${place}`),
      value: search[place] && (name ?? "…"),
      onClear: () => onSearch({ [place]: undefined }),
      editor: (close) => (
        <OrgFilter
          label={t(`needs:filter.${place}`)}
          selected={search[place] ?? null}
          onPick={(org) => {
            onSearch({ [place]: org.id });
            close();
          }}
        />
      ),
    },
    ...(["state", "way", "cause"] as const).map((key) =>
      choiceFilter({
        key,
        label: t(`needs:filter.${key}`),
        choices: choices[key].choices,
        value: search[key],
        comma: t("ui:comma"),
        onChange: (value) => onSearch({ [key]: value }),
      }),
    ),
    {
      key: "held",
      label: t("needs:filter.held"),
      value: spanOf(ends)?.replace("~", " ~ "),
      onClear: () => onSearch({ held: undefined }),
      editor: () => <DateRangeEditor value={ends} onChange={(next) => onSearch({ held: spanOf(next) })} />,
    },
  ];
}

function useColumns(): readonly Column<NeedsSurveyItem>[] {
  const { t } = useTranslation();
  const states = useDictionary("survey_state");
  const ways = useDictionary("survey_way");
  const causes = useDictionary("hardship_cause");
  return useMemo(() => {
    const comma = t("ui:comma");
    return [
      {
        key: "held",
        title: t("needs:column.held"),
        width: 112,
        lead: true,
        cell: (row) => (
          <Link to="/aid/needs/$id" params={{ id: row.id }}>
            {row.held_on}
          </Link>
        ),
      },
      {
        key: "organization",
        title: t("needs:column.organization"),
        min: 180,
        cell: (row) => (
          <span translate="no" title={row.organization_name}>
            {row.organization_name}
          </span>
        ),
      },
      { key: "ways", title: t("needs:column.ways"), min: 150, cell: (row) => row.ways.map(ways.label).join(comma) },
      { key: "people", title: t("needs:column.people"), width: 104, align: "end", cell: (row) => count(row.people) },
      { key: "homes", title: t("needs:column.homes"), width: 88, align: "end", cell: (row) => count(row.homes) },
      {
        key: "causes",
        title: t("needs:column.causes"),
        min: 150,
        cell: (row) => row.causes.map(causes.label).join(comma) || "—",
      },
      {
        key: "measures",
        title: t("needs:column.measures"),
        width: 64,
        align: "end",
        cell: (row) => count(row.measures),
      },
      { key: "done", title: t("needs:column.done"), width: 76, align: "end", cell: (row) => count(row.done) },
      { key: "next_due", title: t("needs:column.next_due"), width: 104, cell: (row) => row.next_due ?? "—" },
      {
        key: "state",
        title: t("needs:column.state"),
        width: 118,
        cell: (row) => <Status mark={MARKS[row.state]}>{states.label(row.state)}</Status>,
      },
      { key: "maker", title: t("needs:column.maker"), width: 84, cell: (row) => row.made_by_name },
    ];
  }, [t, states, ways, causes]);
}
