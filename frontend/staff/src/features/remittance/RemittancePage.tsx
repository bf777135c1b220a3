import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { RemittanceBoard, RemittanceItem } from "@unionhome/client/model";
import { listRemittances } from "@unionhome/client/remittances";
import { count, percent, yuan } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { unionOf } from "../../queries/organization";
import { Button } from "../../ui/button/Button";
import { Stat, StatRow } from "../../ui/figure/Stat";
import { choiceFilter } from "../../ui/filter/choiceFilter";
import { type Filter, FilterBar } from "../../ui/filter/FilterBar";
import { useDictionary } from "../../ui/page/dictionary";
import { useScope } from "../../ui/page/person";
import { useTabTitle } from "../../ui/page/tab";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { PageHead } from "../../ui/record/PageHead";
import { Status } from "../../ui/status/Status";
import { DataTable } from "../../ui/table/DataTable";
import { Empty } from "../../ui/table/Empty";
import { ListPage } from "../../ui/table/ListPage";
import { TableTools } from "../../ui/table/TableTools";
import { useList } from "../../ui/table/useList";
import { useTable } from "../../ui/table/useTable";
import { OrgFilter } from "../../ui/tree/OrgFilter";
import { useRemittanceColumns } from "./columns";
import { figuresOf, MARKS, REMITTANCES } from "./data";
import { ReceiveDialog } from "./ReceiveDialog";
import styles from "./remittance.module.css";
import { SheetDialog } from "./SheetDialog";
import { askedOf, type RemittanceSearch } from "./search";

const AHEAD = 1;
const BACK = 3;
const rowKey = (row: RemittanceItem) => row.id;

/** The year's remittances: what one's own union owes, what those below owe it, and what of it came. */
export function RemittancePage() {
  const { t } = useTranslation();
  useTabTitle(t("remittance:nav"));
  const search: RemittanceSearch = useSearch({ from: "/funds/remittances" });
  const go = useNavigate({ from: "/funds/remittances" });
  const scope = useScope();
  const year = search.year ?? scope.year;
  const figures = useQuery(figuresOf(year));
  const [setting, setSetting] = useState(false);
  const [receiving, setReceiving] = useState<RemittanceItem>();
  const [current, setCurrent] = useState<string | null>(null);
  const board = figures.data;
  const mayBook = board?.may_set === true;
  const columns = useRemittanceColumns({ own: board?.organization_id, onReceive: mayBook ? setReceiving : undefined });
  const table = useTable("remittances", columns);
  const asked = askedOf(search, scope.year);
  const filters = useFilters(
    search,
    scope.year,
    (change) => void go({ search: (before: RemittanceSearch) => ({ ...before, ...change }), replace: true }),
  );
  const list = useList<RemittanceItem>({
    id: REMITTANCES,
    filters: asked,
    load: (place, signal) => listRemittances({ ...asked, ...place }, { signal }),
  });
  return (
    <>
      <ListPage
        head={
          <>
            <PageHead title={t("remittance:nav")}>
              {mayBook && board.cells.length > 0 && (
                <Button kind="main" icon="plus" onClick={() => setSetting(true)}>
                  {t("remittance:sheet.verb")}
                </Button>
              )}
            </PageHead>
            {board && <Figures board={board} />}
          </>
        }
        filters={
          <FilterBar
            filters={filters}
            tools={
              <TableTools
                table={table}
                list={{
                  noun: "remittances",
                  query: asked,
                  total: list.pager.total,
                  unit: t("remittance:unit"),
                  filters,
                }}
              />
            }
          />
        }
      >
        <DataTable
          label={t("remittance:nav")}
          table={table}
          rows={list.rows}
          rowKey={rowKey}
          current={current}
          onCurrent={setCurrent}
          onOpen={(row) => void go({ to: "/organizations/$id", params: { id: row.organization_id } })}
          problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
          empty={<Empty>{t(search.state || search.under_id ? "remittance:none_fits" : "remittance:none")}</Empty>}
          pager={{ ...list.pager, unit: t("remittance:unit") }}
        />
      </ListPage>
      {setting && board && <SheetDialog board={board} onClose={() => setSetting(false)} />}
      {receiving && <ReceiveDialog duty={receiving} onClose={() => setReceiving(undefined)} />}
    </>
  );
}

/** What the own union owes, in one line; what those below owe it, as figures. */
function Figures({ board }: { board: RemittanceBoard }) {
  const { t } = useTranslation();
  const states = useDictionary("remittance_state");
  const { own, total } = board;
  return (
    <div className={styles.figures}>
      {own && (
        <p className={styles.own}>
          {t("remittance:own", {
            year: String(own.year),
            to: own.to_name,
            amount: yuan(own.amount_fen),
            paid: yuan(own.paid_fen),
            due: own.due_on,
          })}
          <Status mark={MARKS[own.state]}>{states.label(own.state)}</Status>
        </p>
      )}
      {total.unions > 0 && (
        <StatRow size={24}>
          <Stat label={t("remittance:figure.amount")} value={yuan(total.amount_fen)} unit={t("remittance:yuan")} />
          <Stat
            label={t("remittance:figure.paid")}
            value={yuan(total.paid_fen)}
            unit={t("remittance:yuan")}
            note={percent(total.paid_fen, total.amount_fen).text}
            to={"/vouchers" as never}
          />
          <Stat label={t("remittance:figure.met")} value={`${count(total.met)}/${count(total.unions)}`} />
          <Stat
            label={t("remittance:figure.late")}
            value={count(total.late)}
            unit={t("remittance:unit")}
            to={"/funds/remittances" as never}
            search={{ year: board.year, state: "late" } as never}
          />
        </StatRow>
      )}
    </div>
  );
}

function useFilters(
  search: RemittanceSearch,
  now: number,
  onSearch: (change: Partial<RemittanceSearch>) => void,
): Filter[] {
  const { t } = useTranslation();
  const states = useDictionary("remittance_state");
  const name = useQuery(unionOf(search.under_id)).data?.name;
  const years = Array.from({ length: AHEAD + 1 + BACK }, (_, index) => String(now + AHEAD - index));
  return [
    choiceFilter({
      key: "year",
      label: t("remittance:column.year"),
      choices: years.map((one) => ({ value: one, label: one })),
      value: String(search.year ?? now),
      single: true,
      comma: t("ui:comma"),
      onChange: (value) => onSearch({ year: value ? Number(value) : undefined }),
    }),
    {
      key: "under_id",
      label: t("remittance:filter.under"),
      value: search.under_id && (name ?? "…"),
      onClear: () => onSearch({ under_id: undefined }),
      editor: (close) => (
        <OrgFilter
          label={t("remittance:filter.under")}
          selected={search.under_id ?? null}
          onPick={(org) => {
            onSearch({ under_id: org.id });
            close();
          }}
        />
      ),
    },
    choiceFilter({
      key: "state",
      label: t("remittance:column.state"),
      choices: states.choices,
      value: search.state,
      comma: t("ui:comma"),
      onChange: (state) => onSearch({ state }),
    }),
  ];
}
