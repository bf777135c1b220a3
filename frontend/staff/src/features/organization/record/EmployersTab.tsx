import { Link } from "@tanstack/react-router";
import { listEmployers } from "@unionhome/client/employers";
import type { EmployerItem, OrganizationOut } from "@unionhome/client/model";
import { count, creditCode } from "@unionhome/words";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import styles from "../organization.module.css";
import { BASIC, employersOf } from "./useCounts";

/** The employers that a basic union covers (涵盖单位); of a federation, all that stand below it. */
export function EmployersTab({ union }: { union: OrganizationOut }) {
  const { t } = useTranslation();
  const ownerships = useDictionary("ownership");
  const statuses = useDictionary("employer_status");
  const basic = union.level >= BASIC;
  const columns = useMemo<readonly Column<EmployerItem>[]>(
    () => [
      {
        key: "name",
        title: t("organization:employer.name"),
        min: 240,
        lead: true,
        cell: (row) => (
          <Link to={"/employers" as never} search={{ ...employersOf(union), look: row.id } as never}>
            {row.name}
          </Link>
        ),
      },
      {
        key: "credit_code",
        title: t("organization:field.credit_code"),
        width: 190,
        cell: (row) => creditCode(row.credit_code),
      },
      {
        key: "ownership",
        title: t("organization:field.ownership"),
        width: 130,
        cell: (row) => ownerships.label(row.ownership) || "—",
      },
      {
        key: "employees",
        title: t("organization:employer.employees"),
        width: 90,
        align: "end",
        cell: (row) => count(row.employees),
      },
      {
        key: "covered_on",
        title: t("organization:employer.covered_on"),
        width: 110,
        cell: (row) => row.covered_on ?? "—",
      },
      {
        key: "status",
        title: t("organization:column.status"),
        width: 100,
        cell: (row) => <Status mark={row.union_id ? "settled" : "waiting"}>{statuses.label(row.status)}</Status>,
      },
    ],
    [t, ownerships, statuses, union],
  );
  const table = useTable("organization-employers", columns);
  const [current, setCurrent] = useState<string | null>(null);
  const list = useList<EmployerItem>({
    id: "employers",
    filters: employersOf(union),
    load: (place, signal) => listEmployers({ ...employersOf(union), ...place }, { signal }),
  });
  return (
    <div className={styles.fill}>
      <DataTable
        label={t("organization:tab.employers")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={
          <Empty verb={<Link to={"/employers" as never}>{t("organization:employer.find")}</Link>}>
            {t(basic ? "organization:employer.none_covered" : "organization:employer.none_below")}
          </Empty>
        }
        pager={{ ...list.pager, unit: t("organization:unit") }}
      />
    </div>
  );
}

const rowKey = (row: EmployerItem) => row.id;
