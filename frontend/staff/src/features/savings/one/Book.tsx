import { Link } from "@tanstack/react-router";
import type { SavingsEntryItem, SavingsEntryKind, SocietyOut } from "@unionhome/client/model";
import { listSavingsEntries, stepSavingsEntry } from "@unionhome/client/savings";
import { date, yuan, yuanInText } from "@unionhome/words";
import { Select } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { AskNote } from "../../../ui/dialog/AskNote";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { useOnce } from "../../../ui/page/useOnce";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { monthOf, SAVINGS, useSavingsMoved } from "../data";
import styles from "../savings.module.css";

const rowKey = (row: SavingsEntryItem) => row.id;
const BY_HAND: readonly string[] = ["save", "draw", "support", "repay"];

/** The book of a society, the newest entry first. A mistake is undone by the opposite entry. */
export function Book({ society }: { society: SocietyOut }) {
  const { t } = useTranslation();
  const may = useAccess();
  const kinds = useDictionary("savings_entry_kind");
  const [kind, setKind] = useState<SavingsEntryKind>();
  const [current, setCurrent] = useState<string | null>(null);
  const [undoing, setUndoing] = useState<SavingsEntryItem | null>(null);
  const table = useTable("savings-book", useColumns());
  const asked = { society_id: society.id, kind: kind && [kind] };
  const list = useList<SavingsEntryItem>({
    id: SAVINGS,
    filters: { book: asked },
    load: (place, signal) => listSavingsEntries({ ...asked, ...place }, { signal }),
  });
  return (
    <>
      <div className={styles.tools}>
        <Select
          aria-label={t("savings:book.kind")}
          allowClear
          placeholder={t("savings:book.every_kind")}
          style={{ width: 160 }}
          value={kind}
          options={[...kinds.choices]}
          onChange={(value) => setKind(value as SavingsEntryKind | undefined)}
        />
        <span className="ink-3">{t("savings:book.note")}</span>
        <TableTools
          table={table}
          list={{
            noun: "savings_entries",
            query: asked,
            total: list.pager.total,
            unit: t("savings:unit.entry"),
            filters: [
              { label: t("savings:one"), value: society.name },
              { label: t("savings:book.kind"), value: kind && kinds.label(kind) },
            ],
          }}
        />
      </div>
      <DataTable
        label={t("savings:tab.book")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        rowVerb={(row) =>
          may.keepSavings && BY_HAND.includes(row.kind) && !row.undone_by ? (
            <Button kind="text" onClick={() => setUndoing(row)}>
              {t("savings:undo.verb")}
            </Button>
          ) : null
        }
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t("savings:book.none")}</Empty>}
        pager={{ ...list.pager, unit: t("savings:unit.entry") }}
      />
      {undoing && <UndoDialog entry={undoing} onClose={() => setUndoing(null)} />}
    </>
  );
}

/** The opposite of an entry, and why. */
function UndoDialog({ entry, onClose }: { entry: SavingsEntryItem; onClose(): void }) {
  const { t } = useTranslation();
  const kinds = useDictionary("savings_entry_kind");
  const moved = useSavingsMoved();
  const once = useOnce();
  return (
    <AskNote
      title={t("savings:undo.title", {
        kind: kinds.label(entry.kind),
        sum: yuanInText(entry.amount_fen),
        name: entry.saver_name ?? entry.society_name,
      })}
      verb={t("savings:undo.verb")}
      effect={t("savings:undo.effect")}
      label={t("savings:undo.reason")}
      act={async (reason) => {
        await once((options) => stepSavingsEntry(entry.id, { step: "undo", reason }, options));
        await moved();
      }}
      onClose={onClose}
    />
  );
}

function useColumns(): readonly Column<SavingsEntryItem>[] {
  const { t } = useTranslation();
  const kinds = useDictionary("savings_entry_kind");
  return useMemo(
    () => [
      {
        key: "on",
        title: t("savings:book.on"),
        width: 104,
        lead: true,
        cell: (row) => <span className={row.undone_by ? styles.undone : undefined}>{date(row.booked_on)}</span>,
      },
      { key: "kind", title: t("savings:book.kind"), width: 100, cell: (row) => kinds.label(row.kind) },
      {
        key: "saver",
        title: t("savings:saver.name"),
        width: 110,
        cell: (row) =>
          row.saver_id ? (
            <Link to="/aid/savings/savers/$id" params={{ id: row.saver_id }}>
              {row.saver_name}
            </Link>
          ) : (
            "—"
          ),
      },
      {
        key: "memo",
        title: t("savings:book.memo"),
        min: 140,
        cell: (row) => (row.month ? t("savings:book.month", { month: monthOf(row.month) }) : row.memo || "—"),
      },
      {
        key: "in",
        title: t("savings:book.in"),
        width: 112,
        align: "end",
        cell: (row) => (row.cash_change_fen > 0 ? yuan(row.cash_change_fen) : ""),
      },
      {
        key: "out",
        title: t("savings:book.out"),
        width: 112,
        align: "end",
        cell: (row) => (row.cash_change_fen < 0 ? yuan(-row.cash_change_fen) : ""),
      },
      {
        key: "cash",
        title: t("savings:book.cash"),
        width: 120,
        align: "end",
        cell: (row) => (row.cash_after_fen === null ? "—" : <b>{yuan(row.cash_after_fen)}</b>),
      },
      { key: "by", title: t("savings:book.by"), width: 84, cell: (row) => row.by_name },
    ],
    [t, kinds],
  );
}
