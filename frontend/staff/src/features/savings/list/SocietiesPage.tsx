import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { SocietyItem, SocietyStatus } from "@unionhome/client/model";
import { listSocieties } from "@unionhome/client/savings";
import { count, yuan } from "@unionhome/words";
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
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { ListPage } from "../../../ui/table/ListPage";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { SavedViews } from "../../../ui/view/SavedViews";
import { SAVINGS } from "../data";
import styles from "../savings.module.css";
import { SocietyDialog } from "./SocietyDialog";

/** What a saved view keeps of the address. */
const VIEW_KEYS = ["q", "status"] as const;

const askedOf = (search: { q?: string; status?: string }) => ({
  q: search.q,
  status: search.status as SocietyStatus | undefined,
});
const rowKey = (row: SocietyItem) => row.id;

/** The savings societies of the subtree, each with its cash, savings and loans. */
export function SocietiesPage() {
  const { t } = useTranslation();
  const may = useAccess();
  const search = useSearch({ from: "/aid/savings" });
  const go = useNavigate({ from: "/aid/savings" });
  const states = useDictionary("society_status");
  const [making, setMaking] = useState(false);
  const [current, setCurrent] = useState<string | null>(null);
  const table = useTable("societies", useColumns());
  const asked = askedOf(search);
  const list = useList<SocietyItem>({
    id: SAVINGS,
    filters: asked,
    load: (place, signal) => listSocieties({ ...asked, ...place }, { signal }),
  });
  const set = (change: { q?: string; status?: string }) => void go({ search: { ...search, ...change }, replace: true });
  const open = (id: string) => void go({ to: "/aid/savings/$id", params: { id }, search: {} });
  const filters = [
    choiceFilter({
      key: "status",
      label: t("savings:column.status"),
      choices: states.choices,
      value: search.status,
      single: true,
      comma: t("ui:comma"),
      onChange: (value) => set({ status: value }),
    }),
  ];
  useTabTitle(t("savings:nav"));
  return (
    <ListPage
      head={
        <PageHead title={t("savings:nav")}>
          {may.keepSavings && (
            <Button kind="main" icon="plus" onClick={() => setMaking(true)}>
              {t("savings:make.verb")}
            </Button>
          )}
        </PageHead>
      }
      filters={
        <FilterBar
          search={{
            value: search.q ?? "",
            placeholder: t("savings:list.search"),
            onChange: (q) => set({ q: q || undefined }),
          }}
          filters={filters}
          tools={
            <>
              <SavedViews
                noun="savings-societies"
                search={search}
                keys={VIEW_KEYS}
                onShow={set}
                count={async (query, signal) =>
                  (await listSocieties({ ...askedOf(query), limit: 1, with_total: true }, { signal })).total
                }
              />
              <TableTools
                table={table}
                list={{
                  noun: "savings_societies",
                  query: asked,
                  total: list.pager.total,
                  unit: t("savings:unit.society"),
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
        label={t("savings:nav")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => current && open(current)}
        onOpen={(row) => open(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={
          search.q || search.status ? (
            <Empty verb={<Link to="/aid/savings">{t("savings:list.clear")}</Link>}>{t("savings:list.none_fits")}</Empty>
          ) : (
            <Empty>{t("savings:list.none")}</Empty>
          )
        }
        pager={{ ...list.pager, unit: t("savings:unit.society") }}
      />
      {making && <SocietyDialog onClose={() => setMaking(false)} onDone={open} />}
    </ListPage>
  );
}

function useColumns(): readonly Column<SocietyItem>[] {
  const { t } = useTranslation();
  const states = useDictionary("society_status");
  const kinds = useDictionary("society_kind");
  return useMemo(
    () => [
      {
        key: "name",
        title: t("savings:column.name"),
        width: 190,
        lead: true,
        cell: (row) => (
          <Link className={styles.name} to="/aid/savings/$id" params={{ id: row.id }} search={{}} title={row.name}>
            {row.name}
          </Link>
        ),
      },
      { key: "kind", title: t("savings:column.kind"), width: 130, cell: (row) => kinds.label(row.kind) },
      {
        key: "organization",
        title: t("savings:column.organization"),
        min: 160,
        cell: (row) => (
          <span className="ink-2" title={row.organization_name}>
            {row.organization_name}
          </span>
        ),
      },
      { key: "keeper", title: t("savings:column.keeper"), width: 84, cell: (row) => row.keeper_name },
      { key: "checker", title: t("savings:column.checker"), width: 84, extra: true, cell: (row) => row.checker_name },
      {
        key: "savers",
        title: t("savings:column.savers"),
        width: 72,
        align: "end",
        cell: (row) => count(row.savers),
      },
      ...(["savings", "loan", "cash"] as const).map(
        (key): Column<SocietyItem> => ({
          key,
          title: t(`savings:column.${key}`),
          width: 116,
          align: "end",
          cell: (row) => yuan(row[`${key}_fen`]),
        }),
      ),
      ...(["monthly", "support", "loss"] as const).map(
        (key): Column<SocietyItem> => ({
          key,
          title: t(`savings:column.${key}`),
          width: 110,
          align: "end",
          extra: true,
          cell: (row) => yuan(row[`${key}_fen`]),
        }),
      ),
      {
        key: "status",
        title: t("savings:column.status"),
        width: 92,
        cell: (row) => <Status mark={row.status === "open" ? "settled" : "kept"}>{states.label(row.status)}</Status>,
      },
    ],
    [t, states, kinds],
  );
}
