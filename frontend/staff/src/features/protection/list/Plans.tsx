import { Link, useNavigate } from "@tanstack/react-router";
import type { ProtectionPlanItem } from "@unionhome/client/model";
import { listProtectionPlans } from "@unionhome/client/mutual-aid";
import { count, yuan } from "@unionhome/words";
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
import { MUTUAL, PLAN_MARK } from "../data";
import styles from "../protection.module.css";
import { plansAsked } from "../search";
import { Tools } from "./Tools";
import { useMutualFilters } from "./useMutualFilters";
import { keyOf, type ViewProps } from "./view";

/** The plans that the reader's unions may join, and those that they run. */
export function Plans(props: ViewProps) {
  const { head, search } = props;
  const { t } = useTranslation();
  const go = useNavigate();
  const filters = useMutualFilters(props);
  const table = useTable("mutual-plans", useColumns());
  const [current, setCurrent] = useState<string | null>(null);
  const asked = plansAsked(search);
  const shown = filters(["status", "kind"]);
  const list = useList<ProtectionPlanItem>({
    id: MUTUAL,
    filters: { plans: asked },
    load: (place, signal) => listProtectionPlans({ ...asked, ...place }, { signal }),
  });
  const open = (id: string) => void go({ to: "/aid/mutual/plans/$id", params: { id } });
  return (
    <ListPage
      head={head}
      filters={
        <FilterBar
          filters={shown}
          tools={
            <Tools
              {...props}
              table={table}
              list={{
                noun: "protection_plans",
                query: asked,
                total: list.pager.total,
                unit: t("protection:plan.unit"),
                filters: shown,
              }}
            />
          }
        />
      }
    >
      <DataTable
        label={t("protection:view.plans")}
        table={table}
        rows={list.rows}
        rowKey={keyOf}
        current={current}
        onCurrent={setCurrent}
        onLook={() => current && open(current)}
        onOpen={(row) => open(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t(search.status || search.kind ? "protection:none_fits" : "protection:plan.none")}</Empty>}
        pager={{ ...list.pager, unit: t("protection:plan.unit") }}
      />
    </ListPage>
  );
}

function useColumns(): readonly Column<ProtectionPlanItem>[] {
  const { t } = useTranslation();
  const kinds = useDictionary("protection_kind");
  const statuses = useDictionary("protection_plan_status");
  const forms = useDictionary("benefit_form");
  return useMemo(
    () => [
      {
        key: "name",
        title: t("protection:column.name"),
        min: 200,
        lead: true,
        cell: (row) => (
          <Link className={styles.name} to="/aid/mutual/plans/$id" params={{ id: row.id }} title={row.name}>
            {row.name}
          </Link>
        ),
      },
      { key: "kind", title: t("protection:column.kind"), width: 130, cell: (row) => kinds.label(row.kind) },
      {
        key: "organization",
        title: t("protection:column.runner"),
        width: 170,
        cell: (row) => <span className="ink-2">{row.organization_name}</span>,
      },
      {
        key: "years",
        title: t("protection:column.years"),
        width: 70,
        align: "end",
        cell: (row) => t("protection:years", { n: row.years }),
      },
      {
        key: "share",
        title: t("protection:column.share"),
        width: 100,
        align: "end",
        cell: (row) => yuan(row.share_fen),
      },
      {
        key: "insured",
        title: t("protection:column.insured"),
        width: 100,
        align: "end",
        cell: (row) => count(row.insured),
      },
      {
        key: "received",
        title: t("protection:column.received"),
        width: 120,
        align: "end",
        cell: (row) => yuan(row.received_fen),
      },
      {
        key: "status",
        title: t("protection:column.status"),
        width: 96,
        cell: (row) => <Status mark={PLAN_MARK[row.status] ?? "settled"}>{statuses.label(row.status)}</Status>,
      },
      {
        key: "form",
        title: t("protection:column.benefit"),
        width: 140,
        extra: true,
        cell: (row) => forms.label(row.benefit.form),
      },
      {
        key: "maker",
        title: t("protection:column.maker"),
        width: 90,
        extra: true,
        cell: (row) => row.made_by_name || "—",
      },
    ],
    [t, kinds, statuses, forms],
  );
}
