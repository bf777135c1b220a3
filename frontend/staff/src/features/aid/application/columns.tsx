import { Link } from "@tanstack/react-router";
import type { AidApplicationItem } from "@unionhome/client/model";
import { count, moment } from "@unionhome/words";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import styles from "../aid.module.css";
import { APPLICATION_MARK } from "./data";

export function useApplicationColumns(): readonly Column<AidApplicationItem>[] {
  const { t } = useTranslation();
  const causes = useDictionary("hardship_cause");
  const statuses = useDictionary("application_status");
  return useMemo(
    () => [
      {
        key: "name",
        title: t("aid:column.name"),
        width: 116,
        lead: true,
        cell: (row) => (
          <Link className={styles.name} to="/aid-applications/$id" params={{ id: row.id }}>
            {row.name}
          </Link>
        ),
      },
      { key: "number", title: t("aid:application.column.number"), width: 142, cell: (row) => row.number },
      {
        key: "status",
        title: t("aid:column.status"),
        width: 128,
        cell: (row) => <Status mark={APPLICATION_MARK[row.status] ?? "settled"}>{statuses.label(row.status)}</Status>,
      },
      {
        key: "submitted",
        title: t("aid:application.column.submitted"),
        width: 142,
        cell: (row) => moment(row.submitted_at),
      },
      { key: "cause", title: t("aid:column.cause"), width: 118, cell: (row) => causes.label(row.main_cause) || "—" },
      { key: "people", title: t("aid:column.size"), width: 76, align: "end", cell: (row) => count(row.people) },
      {
        key: "papers",
        title: t("aid:application.column.papers"),
        width: 84,
        align: "end",
        cell: (row) => count(row.papers_count),
      },
      {
        key: "program",
        title: t("aid:application.column.program"),
        width: 150,
        cell: (row) => row.program_name ?? "—",
      },
      {
        key: "organization",
        title: t("aid:column.organization"),
        min: 180,
        cell: (row) => (
          <span className="ink-2" title={row.organization_name}>
            {row.organization_name}
          </span>
        ),
      },
      {
        key: "reached",
        title: t("aid:application.column.reached"),
        width: 142,
        extra: true,
        cell: (row) => moment(row.reached_at),
      },
    ],
    [t, causes, statuses],
  );
}
