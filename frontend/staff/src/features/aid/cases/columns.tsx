import { Link } from "@tanstack/react-router";
import type { AidCaseItem } from "@unionhome/client/model";
import { count, date, moment, monthDay, yuan } from "@unionhome/words";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import styles from "../aid.module.css";
import { markOf } from "./data";

export function useCaseColumns(): readonly Column<AidCaseItem>[] {
  const { t } = useTranslation();
  const statuses = useDictionary("case_status");
  const categories = useDictionary("hardship_category");
  const outcomes = useDictionary("aid_outcome");
  return useMemo(
    () => [
      {
        key: "name",
        title: t("aid:case.column.name"),
        width: 104,
        lead: true,
        cell: (row) => (
          <Link className={styles.name} to="/aid/cases/$id" params={{ id: row.id }}>
            {row.name}
          </Link>
        ),
      },
      { key: "number", title: t("aid:case.column.number"), width: 138, cell: (row) => row.number },
      {
        key: "program",
        title: t("aid:case.column.program"),
        width: 170,
        cell: (row) => <span title={row.program_name}>{row.program_name}</span>,
      },
      {
        key: "amount",
        title: t("aid:case.column.amount"),
        width: 104,
        align: "end",
        cell: (row) => yuan(row.amount_fen),
      },
      {
        key: "status",
        title: t("aid:column.status"),
        width: 158,
        cell: (row) => <Status mark={markOf(row)}>{statuses.label(row.status)}</Status>,
      },
      {
        key: "waiting",
        title: t("aid:case.column.waiting"),
        width: 84,
        align: "end",
        cell: (row) => count(row.waiting_days),
      },
      {
        key: "due",
        title: t("aid:case.column.due"),
        width: 116,
        cell: (row) =>
          row.late_days > 0 ? (
            <span className="bad">{t("aid:case.late_by", { n: count(row.late_days) })}</span>
          ) : (
            (row.due_at && monthDay(row.due_at.slice(0, 10))) || "—"
          ),
      },
      {
        key: "organization",
        title: t("aid:column.organization"),
        min: 150,
        cell: (row) => (
          <span className="ink-2" title={row.organization_name}>
            {row.organization_name}
          </span>
        ),
      },
      {
        key: "desk",
        title: t("aid:case.column.desk"),
        min: 150,
        extra: true,
        cell: (row) => row.desk_name ?? "—",
      },
      {
        key: "category",
        title: t("aid:column.category"),
        width: 110,
        extra: true,
        cell: (row) => categories.label(row.category) || "—",
      },
      {
        key: "asked",
        title: t("aid:case.column.asked"),
        width: 104,
        align: "end",
        extra: true,
        cell: (row) => yuan(row.asked_fen),
      },
      { key: "maker", title: t("aid:case.column.maker"), width: 90, extra: true, cell: (row) => row.maker_name || "—" },
      {
        key: "checker",
        title: t("aid:case.column.checker"),
        width: 90,
        extra: true,
        cell: (row) => row.checker_name || "—",
      },
      {
        key: "submitted",
        title: t("aid:case.column.submitted"),
        width: 144,
        extra: true,
        cell: (row) => moment(row.submitted_at),
      },
      {
        key: "approved",
        title: t("aid:case.column.approved"),
        width: 144,
        extra: true,
        cell: (row) => moment(row.approved_at),
      },
      {
        key: "outcome",
        title: t("aid:case.column.outcome"),
        width: 104,
        extra: true,
        cell: (row) => (row.outcome ? outcomes.label(row.outcome) : "—"),
      },
      {
        key: "outcome_on",
        title: t("aid:case.column.outcome_on"),
        width: 104,
        extra: true,
        cell: (row) => date(row.outcome_on),
      },
    ],
    [t, statuses, categories, outcomes],
  );
}
