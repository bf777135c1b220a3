import { useQuery } from "@tanstack/react-query";
import type { MatchWay, ReconciliationOut, ReconciliationPairItem } from "@unionhome/client/model";
import {
  listReconciliationEntries,
  listReconciliationLines,
  listReconciliationPairs,
  partReconciliationPair,
} from "@unionhome/client/reconciliations";
import { count, date, moment, yuan } from "@unionhome/words";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import { FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { RECONCILIATIONS, useReconciled } from "../data";

const rowKey = (row: ReconciliationPairItem) => row.id;

/** What is paired in a month, by which reason; one pair is looked into and parted. */
export function Pairs({ month }: { month: ReconciliationOut }) {
  const { t } = useTranslation();
  const may = useAccess();
  const ways = useDictionary("match_way");
  const [way, setWay] = useState<string>();
  const [current, setCurrent] = useState<string | null>(null);
  const [open, setOpen] = useState<ReconciliationPairItem | null>(null);
  const table = useTable("reconciliation-pairs", useColumns());
  const asked = { reconciliation_id: month.id, way: way?.split(",") as MatchWay[] | undefined };
  const list = useList<ReconciliationPairItem>({
    id: RECONCILIATIONS,
    filters: { pairs: asked, version: month.version },
    load: (place, signal) => listReconciliationPairs({ ...asked, ...place }, { signal }),
  });
  const editable = may.editFunds && month.state === "open";
  return (
    <>
      <FilterBar
        filters={[
          choiceFilter({
            key: "way",
            label: t("reconciliation:column.way"),
            choices: ways.choices.map((choice) => ({
              ...choice,
              label: t("reconciliation:way_count", {
                way: choice.label,
                pairs: count(month.ways.find((each) => each.way === choice.value)?.pairs ?? 0),
              }),
            })),
            value: way,
            comma: t("ui:comma"),
            onChange: setWay,
          }),
        ]}
        tools={<TableTools table={table} />}
      />
      <DataTable
        label={t("reconciliation:tab.paired")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onOpen={setOpen}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t("reconciliation:pairs_none")}</Empty>}
        pager={{ ...list.pager, unit: t("reconciliation:unit.pair") }}
        rowVerb={(row) => (
          <Button kind="text" onClick={() => setOpen(row)}>
            {t("reconciliation:part.look")}
          </Button>
        )}
      />
      {open && <PairDialog month={month} pair={open} editable={editable} onClose={() => setOpen(null)} />}
    </>
  );
}

function useColumns(): readonly Column<ReconciliationPairItem>[] {
  const { t } = useTranslation();
  const ways = useDictionary("match_way");
  return useMemo(
    () => [
      { key: "on", title: t("reconciliation:column.on"), width: 104, lead: true, cell: (row) => date(row.on) },
      {
        key: "said",
        title: t("reconciliation:column.said"),
        min: 220,
        cell: (row) => [row.payee, row.summary].filter(Boolean).join(" ") || "—",
      },
      {
        key: "amount",
        title: t("reconciliation:column.amount"),
        width: 130,
        align: "end",
        cell: (row) => yuan(row.amount_fen),
      },
      {
        key: "lines",
        title: t("reconciliation:column.lines"),
        width: 84,
        align: "end",
        cell: (row) => count(row.lines),
      },
      {
        key: "entries",
        title: t("reconciliation:column.entries"),
        width: 84,
        align: "end",
        cell: (row) => count(row.entries),
      },
      {
        key: "way",
        title: t("reconciliation:column.way"),
        width: 150,
        cell: (row) => (row.crosses ? t("reconciliation:crosses", { way: ways.label(row.way) }) : ways.label(row.way)),
      },
      {
        key: "made",
        title: t("reconciliation:column.made"),
        width: 180,
        extra: true,
        cell: (row) => `${row.made_by_name || t("reconciliation:by_itself")} ${moment(row.made_at)}`,
      },
    ],
    [t, ways],
  );
}

interface PairDialogProps {
  month: ReconciliationOut;
  pair: ReconciliationPairItem;
  editable: boolean;
  onClose(): void;
}

/** What is in a pair; where the month is open, it is parted here. */
function PairDialog({ month, pair, editable, onClose }: PairDialogProps) {
  const { t } = useTranslation();
  const changed = useReconciled();
  const asked = { reconciliation_id: month.id, pair_id: pair.id, limit: 500 };
  const lines = useQuery({
    queryKey: [RECONCILIATIONS, "pair", pair.id, "lines"],
    queryFn: ({ signal }) => listReconciliationLines(asked, { signal }),
  }).data;
  const entries = useQuery({
    queryKey: [RECONCILIATIONS, "pair", pair.id, "entries"],
    queryFn: ({ signal }) => listReconciliationEntries(asked, { signal }),
  }).data;
  return (
    <ConfirmAct
      title={t("reconciliation:part.title", { amount: yuan(pair.amount_fen) })}
      verb={t("reconciliation:part.verb")}
      effect={t(editable ? "reconciliation:part.effect" : "reconciliation:chosen.frozen")}
      ready={editable}
      act={async () => {
        await partReconciliationPair(pair.id);
        await changed();
      }}
      onClose={onClose}
    >
      <h3>{t("reconciliation:side.bank")}</h3>
      <ul>
        {lines?.items.map((row) => (
          <li key={row.id}>
            {date(row.on)} {row.payee} {row.summary} {row.reference} <b>{yuan(row.amount_fen)}</b>
          </li>
        ))}
      </ul>
      <h3>{t("reconciliation:side.books")}</h3>
      <ul>
        {entries?.items.map((row) => (
          <li key={row.id}>
            {date(row.on)} {row.counterparty} {row.number} {row.fund_name} <b>{yuan(row.amount_fen)}</b>
          </li>
        ))}
      </ul>
    </ConfirmAct>
  );
}
