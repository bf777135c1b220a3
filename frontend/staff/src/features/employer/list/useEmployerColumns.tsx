import { Link } from "@tanstack/react-router";
import type { EmployerItem } from "@unionhome/client/model";
import { count, creditCode } from "@unionhome/words";
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DUE_FROM } from "../employer";
import styles from "../employer.module.css";
import type { ListSearch } from "../search";

export function useEmployerColumns(onSearch: (change: Partial<ListSearch>) => void): readonly Column<EmployerItem>[] {
  const { t } = useTranslation();
  const ownerships = useDictionary("ownership");
  const industries = useDictionary("industry");
  const sources = useDictionary("employer_source");
  // Columns keep their identity while the address changes, so that rows need not be drawn again.
  const search = useRef(onSearch);
  search.current = onSearch;
  return useMemo(
    () => [
      {
        key: "name",
        title: t("employer:field.name"),
        min: 210,
        lead: true,
        cell: (row) => (
          <button
            type="button"
            className={styles.name}
            title={row.name}
            onClick={() => search.current({ look: row.id })}
          >
            {row.name}
          </button>
        ),
      },
      {
        key: "credit_code",
        title: t("employer:field.credit_code"),
        width: 178,
        cell: (row) => creditCode(row.credit_code),
      },
      {
        key: "ownership",
        title: t("employer:field.ownership"),
        width: 132,
        cell: (row) => ownerships.label(row.ownership) || "—",
      },
      {
        key: "employees",
        title: t("employer:column.employees"),
        width: 92,
        align: "end",
        cell: (row) => count(row.employees),
      },
      {
        key: "territory",
        title: t("employer:field.territory_id"),
        width: 124,
        cell: (row) => <span className="ink-2">{row.territory_name ?? "—"}</span>,
      },
      {
        key: "union",
        title: t("employer:field.union_id"),
        min: 170,
        cell: (row) =>
          row.union_id && row.union_name ? (
            <Link className={styles.quiet} to="/organizations/$id" params={{ id: row.union_id }} title={row.union_name}>
              {row.union_name}
            </Link>
          ) : (
            <span className="ink-3">—</span>
          ),
      },
      { key: "status", title: t("employer:column.status"), width: 104, cell: (row) => <Cover row={row} /> },
      {
        key: "industry",
        title: t("employer:field.industry"),
        width: 150,
        extra: true,
        cell: (row) => industries.label(row.industry) || "—",
      },
      {
        key: "women",
        title: t("employer:column.women"),
        width: 80,
        align: "end",
        extra: true,
        cell: (row) => count(row.women_employees),
      },
      {
        key: "source",
        title: t("employer:field.source"),
        width: 110,
        extra: true,
        cell: (row) => sources.label(row.source),
      },
      {
        key: "contact_name",
        title: t("employer:field.contact_name"),
        width: 88,
        extra: true,
        cell: (row) => row.contact_name || "—",
      },
      {
        key: "contact_phone",
        title: t("employer:field.contact_phone"),
        width: 124,
        extra: true,
        masked: true,
        cell: (row) => row.contact_phone_masked ?? "—",
      },
      {
        key: "covered_on",
        title: t("employer:field.covered_on"),
        width: 100,
        extra: true,
        cell: (row) => row.covered_on ?? "—",
      },
    ],
    [t, ownerships, industries, sources],
  );
}

/** Covered stays quiet; one that is big enough and has no union warns. */
export function Cover({ row }: { row: EmployerItem }) {
  const { t } = useTranslation();
  const statuses = useDictionary("employer_status");
  if (row.closed_on) return <Status mark="kept">{t("employer:closed")}</Status>;
  if (row.union_id) return <Status mark="settled">{statuses.label(row.status)}</Status>;
  return row.employees >= DUE_FROM ? (
    <Status mark="due">{t("employer:due")}</Status>
  ) : (
    <Status mark="waiting">{statuses.label(row.status)}</Status>
  );
}
