import { listGrantHandovers } from "@unionhome/client/grants";
import type { HandoverItem, ListGrantHandoversParams } from "@unionhome/client/model";
import { date } from "@unionhome/words";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { HANDOVERS } from "../data";
import { markOf } from "../marks";
import type { TableProps } from "./GrantTable";
import styles from "./grants.module.css";
import { HandoverDrawer } from "./HandoverDrawer";

/** Roles that went, or are to go, from one person to another at a change of office. */
export function HandoverTable({ search, change }: TableProps) {
  const { t } = useTranslation();
  const asked = { status: search.status } as ListGrantHandoversParams;
  const list = useList<HandoverItem>({
    id: HANDOVERS,
    filters: asked,
    load: (place, signal) => listGrantHandovers({ ...asked, ...place }, { signal }),
  });
  const table = useTable("handovers", useColumns());
  return (
    <>
      <div className={styles.list}>
        <FilterBar filters={[]} tools={<TableTools table={table} />} />
        <DataTable
          label={t("account:view.handovers")}
          table={table}
          rows={list.rows}
          rowKey={rowKey}
          current={search.at ?? null}
          onCurrent={(key) => change({ at: key ?? undefined })}
          problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
          empty={<Empty>{t("account:handover.none")}</Empty>}
          pager={{ ...list.pager, unit: t("account:unit.grants") }}
        />
      </div>
      {search.at && <HandoverDrawer key={search.at} id={search.at} onClose={() => change({ at: undefined })} />}
    </>
  );
}

const rowKey = (row: HandoverItem) => row.id;

function useColumns(): Column<HandoverItem>[] {
  const { t } = useTranslation();
  const roles = useDictionary("role");
  const statuses = useDictionary("handover_status");
  return useMemo(
    () => [
      {
        key: "from",
        title: t("account:column.from"),
        width: 100,
        lead: true,
        cell: (row) => <b>{row.from_user_name ?? "—"}</b>,
      },
      { key: "to", title: t("account:column.to"), width: 100, cell: (row) => row.to_user_name ?? "—" },
      {
        key: "on",
        title: t("account:column.on"),
        min: 160,
        cell: (row) => <span className="ink-2">{row.organization_name}</span>,
      },
      {
        key: "roles",
        title: t("account:column.role"),
        width: 180,
        cell: (row) => row.roles.map((role) => roles.label(role)).join(" · "),
      },
      { key: "starts_on", title: t("account:column.starts_on"), width: 104, cell: (row) => date(row.starts_on) },
      { key: "made_by", title: t("account:column.proposed_by"), width: 92, cell: (row) => row.made_by_name ?? "—" },
      {
        key: "status",
        title: t("account:column.status"),
        width: 98,
        cell: (row) => <Status mark={markOf(row.status)}>{statuses.label(row.status)}</Status>,
      },
    ],
    [t, roles, statuses],
  );
}
