import { Link } from "@tanstack/react-router";
import type { OrganizationItem } from "@unionhome/client/model";
import { count, creditCode, date, percent } from "@unionhome/words";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Meter } from "../../ui/figure/Meter";
import { type Dictionary, useDictionary } from "../../ui/page/dictionary";
import { Stamp } from "../../ui/status/Stamp";
import { Status } from "../../ui/status/Status";
import type { Column } from "../../ui/table/columns";
import { PHASE_MARK, STATUS_MARK } from "./union";

const LOW = 0.75;

interface Shown {
  /** Rows may stand at several places. */
  withParent?: boolean;
  /** Rows may have ended. */
  withStatus?: boolean;
}

/** The columns of every list of unions: the register's, and those below one union. */
export function useUnionColumns({ withParent, withStatus }: Shown = {}): readonly Column<OrganizationItem>[] {
  const { t } = useTranslation();
  const kinds = useDictionary("organization_kind");
  const statuses = useDictionary("organization_status");
  const honours = useDictionary("honour_kind");
  const ownerships = useDictionary("ownership");
  const industries = useDictionary("industry");
  return useMemo(
    () => [
      {
        key: "name",
        title: t("organization:column.name"),
        min: 200,
        lead: true,
        cell: (row) => (
          <>
            <Link to="/organizations/$id" params={{ id: row.id }} title={row.name}>
              {row.name}
            </Link>
            {row.honours.map((one) => (
              <span key={one}>
                &ensp;
                <Stamp>{honours.label(one)}</Stamp>
              </span>
            ))}
          </>
        ),
      },
      { key: "kind", title: t("organization:column.kind"), width: 138, cell: (row) => kinds.label(row.kind) },
      {
        key: "parent",
        title: t("organization:column.parent"),
        width: 104,
        extra: !withParent,
        cell: (row) => <span className="ink-2">{row.parent_name ?? "—"}</span>,
      },
      {
        key: "children",
        title: t("organization:column.children"),
        width: 52,
        align: "end",
        cell: (row) => (row.children ? count(row.children) : <span className="ink-3">0</span>),
      },
      {
        key: "members",
        title: t("organization:column.members"),
        width: 66,
        align: "end",
        cell: (row) => count(row.members),
      },
      {
        key: "joined",
        title: t("organization:column.joined"),
        width: 68,
        align: "end",
        cell: (row) =>
          row.employees ? (
            <span title={percent(row.members, row.employees).basis}>{percent(row.members, row.employees).text}</span>
          ) : (
            <span className="ink-3">—</span>
          ),
      },
      {
        key: "complete",
        title: t("organization:column.complete"),
        width: 112,
        cell: (row) => <Complete row={row} />,
      },
      { key: "term", title: t("organization:column.term"), width: 112, cell: (row) => <TermEnd row={row} /> },
      {
        key: "status",
        title: t("organization:column.status"),
        width: 84,
        extra: !withStatus,
        cell: (row) => <Status mark={STATUS_MARK[row.status] ?? "settled"}>{statuses.label(row.status)}</Status>,
      },
      {
        key: "credit_code",
        title: t("organization:field.credit_code"),
        width: 190,
        extra: true,
        cell: (row) => creditCode(row.credit_code),
      },
      {
        key: "ownership",
        title: t("organization:field.ownership"),
        width: 130,
        extra: true,
        cell: (row) => orDash(ownerships, row.ownership),
      },
      {
        key: "industry",
        title: t("organization:field.industry"),
        width: 160,
        extra: true,
        cell: (row) => orDash(industries, row.industry),
      },
      {
        key: "established_on",
        title: t("organization:field.established_on"),
        width: 96,
        extra: true,
        cell: (row) => (row.established_on ? date(row.established_on) : <span className="ink-3">—</span>),
      },
      {
        key: "women",
        title: t("organization:column.women"),
        width: 74,
        align: "end",
        extra: true,
        cell: (row) => count(row.women),
      },
      {
        key: "migrants",
        title: t("organization:column.migrants"),
        width: 74,
        align: "end",
        extra: true,
        cell: (row) => count(row.migrants),
      },
    ],
    [t, kinds, statuses, honours, ownerships, industries, withParent, withStatus],
  );
}

const orDash = (words: Dictionary, code: string | null) => words.label(code) || "—";

/** Settled values stay quiet; a bar is drawn only while something is missing. */
function Complete({ row }: { row: OrganizationItem }) {
  const { t } = useTranslation();
  const all = row.members;
  if (all === 0) return <span className="ink-3">—</span>;
  const part = Math.min(1, row.complete / all);
  if (part === 1) return <span className="ink-3">{t("organization:complete")}</span>;
  const { text, basis } = percent(row.complete, all);
  return (
    <span title={basis}>
      <Meter part={part} lowBelow={LOW} label={t("organization:column.complete")} width={48} />
      &ensp;{text}
    </span>
  );
}

/** The last day of the term; once the re-election is due, a mark that leads to the committees. */
function TermEnd({ row }: { row: OrganizationItem }) {
  const { term } = row;
  if (!term) return <span className="ink-3">—</span>;
  if (term.phase === "running" || row.status !== "active") return <span className="ink-2">{term.ends_on}</span>;
  return (
    <Link to="/organizations/$id" params={{ id: row.id }} search={{ tab: "committee" }}>
      <Status mark={PHASE_MARK[term.phase]}>{term.ends_on}</Status>
    </Link>
  );
}
