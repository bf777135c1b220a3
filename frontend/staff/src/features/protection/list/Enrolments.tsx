import { Link, useNavigate } from "@tanstack/react-router";
import type { EnrolmentItem } from "@unionhome/client/model";
import { listEnrolments } from "@unionhome/client/mutual-aid";
import { count, date, range, yuan } from "@unionhome/words";
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
import { ENROLMENT_MARK, MUTUAL } from "../data";
import styles from "../protection.module.css";
import { enrolmentsAsked } from "../search";
import { Tools } from "./Tools";
import { useMutualFilters } from "./useMutualFilters";
import { keyOf, type ViewProps } from "./view";

/** What units enrolled, and whether the contribution is in. */
export function Enrolments(props: ViewProps) {
  const { head, search } = props;
  const { t } = useTranslation();
  const go = useNavigate();
  const filters = useMutualFilters(props);
  const table = useTable("mutual-enrolments", useColumns());
  const [current, setCurrent] = useState<string | null>(null);
  const { plan_id, under_id } = search;
  const asked = enrolmentsAsked(search);
  const shown = filters(["plan_id", "under_id", "state", "ending"]);
  const list = useList<EnrolmentItem>({
    id: MUTUAL,
    filters: { enrolments: asked },
    load: (place, signal) => listEnrolments({ ...asked, ...place }, { signal }),
  });
  const open = (id: string) => void go({ to: "/aid/mutual/enrolments/$id", params: { id } });
  const narrowed = plan_id ?? under_id ?? search.state ?? search.ending;
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
                noun: "protection_enrolments",
                query: asked,
                total: list.pager.total,
                unit: t("protection:enrolment.unit"),
                filters: shown,
              }}
            />
          }
        />
      }
    >
      <DataTable
        label={t("protection:view.enrolments")}
        table={table}
        rows={list.rows}
        rowKey={keyOf}
        current={current}
        onCurrent={setCurrent}
        onLook={() => current && open(current)}
        onOpen={(row) => open(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t(narrowed ? "protection:none_fits" : "protection:enrolment.none")}</Empty>}
        pager={{ ...list.pager, unit: t("protection:enrolment.unit") }}
      />
    </ListPage>
  );
}

function useColumns(): readonly Column<EnrolmentItem>[] {
  const { t } = useTranslation();
  const states = useDictionary("enrolment_state");
  const kinds = useDictionary("protection_kind");
  return useMemo(
    () => [
      {
        key: "number",
        title: t("protection:column.number"),
        width: 136,
        lead: true,
        cell: (row) => (
          <Link className={styles.name} to="/aid/mutual/enrolments/$id" params={{ id: row.id }}>
            {row.number}
          </Link>
        ),
      },
      {
        key: "organization",
        title: t("protection:column.organization"),
        min: 180,
        cell: (row) => row.organization_name,
      },
      { key: "plan", title: t("protection:column.plan"), width: 180, cell: (row) => row.plan_name },
      {
        key: "days",
        title: t("protection:column.days"),
        width: 200,
        cell: (row) => range(row.starts_on, row.ends_on),
      },
      {
        key: "insured",
        title: t("protection:column.insured"),
        width: 90,
        align: "end",
        cell: (row) => count(row.insured),
      },
      {
        key: "contribution",
        title: t("protection:column.contribution"),
        width: 110,
        align: "end",
        cell: (row) => yuan(row.contribution_fen),
      },
      {
        key: "state",
        title: t("protection:column.state"),
        width: 110,
        cell: (row) => <Status mark={ENROLMENT_MARK[row.state] ?? "settled"}>{states.label(row.state)}</Status>,
      },
      {
        key: "kind",
        title: t("protection:column.kind"),
        width: 130,
        extra: true,
        cell: (row) => kinds.label(row.plan_kind),
      },
      { key: "made", title: t("protection:column.made"), width: 104, extra: true, cell: (row) => date(row.made_at) },
      { key: "maker", title: t("protection:column.maker"), width: 90, extra: true, cell: (row) => row.made_by_name },
    ],
    [t, states, kinds],
  );
}
