import { listAuditSeals } from "@unionhome/client/audit";
import type { AuditSealItem } from "@unionhome/client/model";
import { count } from "@unionhome/words";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import type { Column } from "../../ui/table/columns";
import { DataTable } from "../../ui/table/DataTable";
import { Empty } from "../../ui/table/Empty";
import { useList } from "../../ui/table/useList";
import { useTable } from "../../ui/table/useTable";
import styles from "./audit.module.css";
import { instant } from "./EventList";
import { Verify } from "./Verify";

/** The links of the chain, and the button that computes it again. */
export function Seals() {
  const { t } = useTranslation();
  const list = useList<AuditSealItem>({
    id: "audit.seals",
    filters: {},
    load: (place, signal) => listAuditSeals({ ...place, with_total: false }, { signal }),
  });
  const table = useTable("audit.seals", useColumns());
  return (
    <div className={styles.list}>
      <Verify />
      <DataTable
        label={t("audit:seals.title")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t("audit:seals.none")}</Empty>}
        pager={{ ...list.pager, total: list.rows?.[0]?.number ?? null, unit: t("audit:seals.unit") }}
      />
    </div>
  );
}

const rowKey = (row: AuditSealItem) => String(row.number);

function useColumns(): Column<AuditSealItem>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: "number",
        title: t("audit:seals.number"),
        width: 92,
        lead: true,
        align: "end",
        cell: (row) => count(row.number),
      },
      { key: "at", title: t("audit:seals.at"), width: 160, cell: (row) => instant(row.at) },
      { key: "events", title: t("audit:seals.events"), width: 92, align: "end", cell: (row) => count(row.events) },
      {
        key: "hash",
        title: t("audit:seals.hash"),
        min: 240,
        cell: (row) => <span className={styles.code}>{row.hash}</span>,
      },
      {
        key: "previous",
        title: t("audit:seals.previous"),
        width: 150,
        cell: (row) => <span className={`${styles.code} ink-3`}>{row.previous_hash.slice(0, 16)}…</span>,
      },
    ],
    [t],
  );
}
