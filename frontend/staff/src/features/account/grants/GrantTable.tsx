import { Link } from "@tanstack/react-router";
import { listGrants } from "@unionhome/client/grants";
import type { GrantItem, ListGrantsParams } from "@unionhome/client/model";
import { date, range } from "@unionhome/words";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { GRANTS } from "../data";
import { markOf } from "../marks";
import type { GrantSearch } from "../search";
import { GrantDrawer } from "./GrantDrawer";
import styles from "./grants.module.css";
import { useGrantFilters } from "./useGrantFilters";

export interface TableProps {
  search: GrantSearch;
  change(part: GrantSearch): void;
}

export function GrantTable({ search, change }: TableProps) {
  const { t } = useTranslation();
  const may = useAccess();
  const statuses = useDictionary("grant_status");
  const asked = {
    status: search.status,
    role: search.role,
    under_id: search.org,
    user_id: search.user,
    in_force: search.force && search.force === "yes",
    ends_before: search.before,
  } as ListGrantsParams;
  const list = useList<GrantItem>({
    id: GRANTS,
    filters: asked,
    load: (place, signal) => listGrants({ ...asked, ...place }, { signal }),
  });
  const table = useTable("grants", useColumns());
  const filters = useGrantFilters(search, change);
  const rows = list.rows;
  const at = rows?.findIndex((row) => row.id === search.at) ?? -1;
  const narrowed = filters.some((filter) => filter.value !== undefined) || search.status !== undefined;
  return (
    <>
      <div className={styles.list}>
        <FilterBar
          filters={filters}
          tools={
            <TableTools
              table={table}
              list={{
                noun: "grants",
                query: asked,
                total: list.pager.total,
                unit: t("account:unit.grants"),
                filters: [{ label: t("account:column.status"), value: statuses.label(search.status) }, ...filters],
              }}
            />
          }
        />
        <DataTable
          label={t("account:nav.grants")}
          table={table}
          rows={rows}
          rowKey={rowKey}
          current={search.at ?? null}
          onCurrent={(key) => change({ at: key ?? undefined })}
          onOpen={(row) => change({ at: row.id })}
          rowVerb={(row) =>
            row.status === "proposed" && may.makeGrants ? (
              <Button kind="text" onClick={() => change({ at: row.id })}>
                {t("account:verb.review")}
              </Button>
            ) : null
          }
          problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
          empty={
            <Empty
              verb={
                narrowed && (
                  <Button
                    kind="text"
                    onClick={() =>
                      change({
                        status: undefined,
                        role: undefined,
                        org: undefined,
                        user: undefined,
                        force: undefined,
                        before: undefined,
                      })
                    }
                  >
                    {t("account:clear")}
                  </Button>
                )
              }
            >
              {t(narrowed ? "account:grants.none_fits" : "account:grants.none")}
            </Empty>
          }
          pager={{ ...list.pager, unit: t("account:unit.grants") }}
        />
      </div>
      {search.at && (
        <GrantDrawer
          key={search.at}
          id={search.at}
          place={at >= 0 ? t("account:place", { at: at + 1, of: rows?.length ?? 0 }) : undefined}
          onBack={at > 0 ? () => change({ at: rows?.[at - 1]?.id }) : undefined}
          onNext={at >= 0 && rows?.[at + 1] ? () => change({ at: rows[at + 1]?.id }) : undefined}
          onClose={() => change({ at: undefined })}
        />
      )}
    </>
  );
}

const rowKey = (row: GrantItem) => row.id;

function useColumns(): Column<GrantItem>[] {
  const { t } = useTranslation();
  const roles = useDictionary("role");
  const statuses = useDictionary("grant_status");
  const trees = useDictionary("tree");
  return useMemo(
    () => [
      {
        key: "user",
        title: t("account:column.user"),
        width: 92,
        lead: true,
        cell: (row) => (
          <Link to={"/users/$id" as never} params={{ id: row.user_id } as never}>
            {row.user_name ?? "—"}
          </Link>
        ),
      },
      { key: "login", title: t("account:column.login"), width: 120, cell: (row) => row.user_login ?? "—" },
      { key: "role", title: t("account:column.role"), width: 148, cell: (row) => roles.label(row.role) },
      {
        key: "on",
        title: t("account:column.on"),
        min: 150,
        cell: (row) => <span className="ink-2">{row.organization_name}</span>,
      },
      { key: "tree", title: t("account:column.tree"), width: 116, cell: (row) => trees.label(row.tree) },
      {
        key: "days",
        title: t("account:column.days"),
        width: 186,
        cell: (row) => range(row.starts_on, row.ends_on),
      },
      { key: "reason", title: t("account:column.reason"), width: 140, extra: true, cell: (row) => row.reason || "—" },
      {
        key: "made_by",
        title: t("account:column.proposed_by"),
        width: 104,
        cell: (row) => <span className="ink-2">{row.made_by_name ?? "—"}</span>,
      },
      {
        key: "created",
        title: t("account:column.created"),
        width: 100,
        extra: true,
        cell: (row) => date(row.created_at),
      },
      {
        key: "status",
        title: t("account:column.status"),
        width: 98,
        cell: (row) => (
          <Status mark={row.status === "active" && !row.in_force ? "kept" : markOf(row.status)}>
            {row.status === "active" && !row.in_force ? t("account:grants.not_now") : statuses.label(row.status)}
          </Status>
        ),
      },
    ],
    [t, roles, statuses, trees],
  );
}
