import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { UnitItem } from "@unionhome/client/model";
import { listProtectionUnits } from "@unionhome/client/mutual-aid";
import { count, yuan } from "@unionhome/words";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { FilterBar } from "../../../ui/filter/FilterBar";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { ListPage } from "../../../ui/table/ListPage";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { MUTUAL, plansToChoose } from "../data";
import styles from "../protection.module.css";
import { Bar } from "./Bar";
import { Tools } from "./Tools";
import { useMutualFilters } from "./useMutualFilters";
import { keyOf, type ViewProps } from "./view";

/** Each basic union against the bar of participation of a plan: of the one chosen, or the newest that is open. */
export function Units(props: ViewProps) {
  const { head, search } = props;
  const { t } = useTranslation();
  const go = useNavigate();
  const filters = useMutualFilters(props);
  const plans = useQuery(plansToChoose(true)).data?.items;
  const plan = search.plan_id ?? plans?.[0]?.id;
  const table = useTable("mutual-units", useColumns());
  const [current, setCurrent] = useState<string | null>(null);
  const asked = {
    plan_id: plan ?? "",
    under_id: search.under_id,
    below: search.below === undefined ? undefined : search.below === "yes",
  };
  const list = useList<UnitItem>({
    id: MUTUAL,
    filters: { units: asked },
    load: ({ limit, cursor }, signal) => listProtectionUnits({ ...asked, limit, cursor }, { signal }),
    enabled: plan !== undefined,
  });
  const open = (id: string) => void go({ to: "/organizations/$id", params: { id } });
  const shown = { ...props, search: { ...search, plan_id: plan } };
  const tokens = useMutualFilters(shown)(["plan_id"]);
  return (
    <ListPage
      head={head}
      filters={
        <FilterBar
          filters={[...tokens, ...filters(["under_id", "below"])]}
          tools={<Tools {...props} table={table} />}
        />
      }
    >
      <DataTable
        label={t("protection:view.units")}
        table={table}
        rows={plans && plan === undefined ? [] : list.rows}
        rowKey={keyOf}
        current={current}
        onCurrent={setCurrent}
        onLook={() => current && open(current)}
        onOpen={(row) => open(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t(plan === undefined ? "protection:units.no_plan" : "protection:none_fits")}</Empty>}
        pager={{ ...list.pager, unit: t("protection:units.unit") }}
      />
    </ListPage>
  );
}

function useColumns(): readonly Column<UnitItem>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: "name",
        title: t("protection:column.organization"),
        min: 200,
        lead: true,
        cell: (row) => (
          <Link className={styles.name} to="/organizations/$id" params={{ id: row.id }} title={row.name}>
            {row.name}
          </Link>
        ),
      },
      { key: "staff", title: t("protection:column.staff"), width: 80, align: "end", cell: (row) => count(row.staff) },
      {
        key: "members",
        title: t("protection:column.members"),
        width: 80,
        align: "end",
        cell: (row) => count(row.members),
      },
      { key: "rate", title: t("protection:column.rate"), width: 250, cell: (row) => <Bar {...row} /> },
      {
        key: "reached",
        title: t("protection:column.reached"),
        width: 96,
        cell: (row) => (
          <Status mark={row.reached ? "settled" : "waiting"}>
            {t(`protection:units.${row.reached ? "reached" : "below"}`)}
          </Status>
        ),
      },
      {
        key: "sentence",
        title: t("protection:column.bar"),
        width: 330,
        cell: (row) => (
          <span className="ink-2" title={row.sentence}>
            {row.sentence}
          </span>
        ),
      },
      {
        key: "owed",
        title: t("protection:column.owed"),
        width: 100,
        align: "end",
        cell: (row) => yuan(row.owed_fen),
      },
    ],
    [t],
  );
}
