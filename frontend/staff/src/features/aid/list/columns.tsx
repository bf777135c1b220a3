import { Link } from "@tanstack/react-router";
import type { HouseholdItem } from "@unionhome/client/model";
import { count, yuan } from "@unionhome/words";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import styles from "../aid.module.css";
import { MARK } from "../data";

export function useHouseholdColumns(today: string): readonly Column<HouseholdItem>[] {
  const { t } = useTranslation();
  const categories = useDictionary("hardship_category");
  const causes = useDictionary("hardship_cause");
  const kinds = useDictionary("worker_kind");
  const classes = useDictionary("household_class");
  const statuses = useDictionary("household_status");
  return useMemo(
    () => [
      {
        key: "name",
        title: t("aid:column.name"),
        width: 116,
        lead: true,
        cell: (row) => (
          <Link className={styles.name} to="/households/$id" params={{ id: row.id }}>
            {row.name}
          </Link>
        ),
      },
      { key: "number", title: t("aid:column.number"), width: 142, cell: (row) => row.number },
      {
        key: "category",
        title: t("aid:column.category"),
        width: 128,
        cell: (row) =>
          row.category ? (
            <>
              {categories.label(row.category)}
              {row.decided && <span className="ink-3"> {t("aid:decided_mark")}</span>}
            </>
          ) : (
            <span className="ink-3">{t("aid:no_category")}</span>
          ),
      },
      { key: "cause", title: t("aid:column.cause"), width: 118, cell: (row) => causes.label(row.main_cause) },
      { key: "size", title: t("aid:column.size"), width: 76, align: "end", cell: (row) => count(row.size) },
      { key: "gross", title: t("aid:column.gross"), width: 116, align: "end", cell: (row) => yuan(row.gross_fen) },
      {
        key: "status",
        title: t("aid:column.status"),
        width: 104,
        cell: (row) =>
          row.review_due_on && row.review_due_on < today ? (
            <Status mark="due">{t("aid:overdue")}</Status>
          ) : (
            <Status mark={MARK[row.status] ?? "settled"}>{statuses.label(row.status)}</Status>
          ),
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
      { key: "due", title: t("aid:column.due"), width: 104, cell: (row) => row.review_due_on ?? "—" },
      {
        key: "class",
        title: t("aid:column.class"),
        width: 84,
        extra: true,
        cell: (row) => classes.label(row.file_class) || "—",
      },
      {
        key: "kind",
        title: t("aid:column.kind"),
        width: 130,
        extra: true,
        cell: (row) => kinds.label(row.worker_kind),
      },
      { key: "age", title: t("aid:column.age"), width: 72, align: "end", extra: true, cell: (row) => count(row.age) },
      {
        key: "net",
        title: t("aid:column.net"),
        width: 130,
        align: "end",
        extra: true,
        cell: (row) => yuan(row.net_fen),
      },
      { key: "keeper", title: t("aid:column.keeper"), width: 90, extra: true, cell: (row) => row.keeper_name || "—" },
      {
        key: "reviewer",
        title: t("aid:column.reviewer"),
        width: 90,
        extra: true,
        cell: (row) => row.reviewer_name || "—",
      },
      {
        key: "opened",
        title: t("aid:column.opened"),
        width: 104,
        extra: true,
        cell: (row) => row.opened_on ?? "—",
      },
    ],
    [t, categories, causes, kinds, classes, statuses, today],
  );
}
