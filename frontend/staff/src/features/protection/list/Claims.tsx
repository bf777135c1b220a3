import { Link, useNavigate } from "@tanstack/react-router";
import type { ClaimItem } from "@unionhome/client/model";
import { listProtectionClaims } from "@unionhome/client/mutual-aid-claims";
import { date, yuan } from "@unionhome/words";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { ListPage } from "../../../ui/table/ListPage";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { CLAIM_MARK, MUTUAL } from "../data";
import styles from "../protection.module.css";
import { claimsAsked } from "../search";
import { Tools } from "./Tools";
import { useMutualFilters } from "./useMutualFilters";
import { keyOf, type ViewProps } from "./view";

/** What insured members are to get, and where each claim is. */
export function Claims(props: ViewProps) {
  const { head, search, onSearch } = props;
  const { t } = useTranslation();
  const go = useNavigate();
  const filters = useMutualFilters(props);
  const table = useTable("mutual-claims", useColumns());
  const [current, setCurrent] = useState<string | null>(null);
  const { plan_id, under_id, name } = search;
  const asked = claimsAsked(search);
  const shown = filters(["plan_id", "claim", "under_id"]);
  const list = useList<ClaimItem>({
    id: MUTUAL,
    filters: { claims: asked },
    load: (place, signal) => listProtectionClaims({ ...asked, ...place }, { signal }),
  });
  const open = (id: string) => void go({ to: "/aid/mutual/claims/$id", params: { id } });
  const narrowed = plan_id ?? under_id ?? name ?? search.claim;
  return (
    <ListPage
      head={head}
      filters={
        <FilterBar
          search={{
            value: name ?? "",
            placeholder: t("protection:claim.search"),
            onChange: (typed) => onSearch({ name: typed || undefined }),
          }}
          filters={shown}
          tools={
            <Tools
              {...props}
              table={table}
              list={{
                noun: "protection_claims",
                query: asked,
                total: list.pager.total,
                unit: t("protection:claim.unit"),
                filters: shown,
                search: name,
              }}
            />
          }
        />
      }
    >
      <DataTable
        label={t("protection:view.claims")}
        table={table}
        rows={list.rows}
        rowKey={keyOf}
        current={current}
        onCurrent={setCurrent}
        onLook={() => current && open(current)}
        onOpen={(row) => open(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t(narrowed ? "protection:none_fits" : "protection:claim.none")}</Empty>}
        pager={{ ...list.pager, unit: t("protection:claim.unit") }}
      />
    </ListPage>
  );
}

function useColumns(): readonly Column<ClaimItem>[] {
  const { t } = useTranslation();
  const statuses = useDictionary("claim_status");
  const kinds = useDictionary("protection_kind");
  return useMemo(
    () => [
      {
        key: "number",
        title: t("protection:claim.number"),
        width: 136,
        lead: true,
        cell: (row) => (
          <Link className={styles.name} to="/aid/mutual/claims/$id" params={{ id: row.id }}>
            {row.number}
          </Link>
        ),
      },
      {
        key: "name",
        title: t("protection:column.member"),
        width: 100,
        cell: (row) => <span translate="no">{row.name}</span>,
      },
      { key: "plan", title: t("protection:column.plan"), min: 180, cell: (row) => row.plan_name },
      { key: "event", title: t("protection:claim.event_on"), width: 104, cell: (row) => date(row.event_on) },
      {
        key: "self_paid",
        title: t("protection:claim.self_paid"),
        width: 116,
        align: "end",
        cell: (row) => yuan(row.self_paid_fen),
      },
      {
        key: "amount",
        title: t("protection:claim.amount"),
        width: 116,
        align: "end",
        cell: (row) => (row.amount_fen ? <b>{yuan(row.amount_fen)}</b> : "—"),
      },
      {
        key: "status",
        title: t("protection:column.status"),
        width: 100,
        cell: (row) => <Status mark={CLAIM_MARK[row.status] ?? "settled"}>{statuses.label(row.status)}</Status>,
      },
      {
        key: "organization",
        title: t("protection:column.organization"),
        width: 180,
        cell: (row) => <span className="ink-2">{row.organization_name}</span>,
      },
      {
        key: "reached",
        title: t("protection:claim.reached"),
        width: 104,
        cell: (row) => date(row.reached_at),
      },
      {
        key: "kind",
        title: t("protection:column.kind"),
        width: 130,
        extra: true,
        cell: (row) => kinds.label(row.plan_kind),
      },
      { key: "maker", title: t("protection:column.maker"), width: 90, extra: true, cell: (row) => row.maker_name },
    ],
    [t, statuses, kinds],
  );
}
