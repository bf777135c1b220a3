import { Link, useNavigate } from "@tanstack/react-router";
import { listTermsDue } from "@unionhome/client/committees";
import type { TermDue } from "@unionhome/client/model";
import { daysBetween, MISSING, today } from "@unionhome/words";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess, useScope } from "../../../ui/page/person";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { NOTHING, type Selection, sizeOf } from "../../../ui/table/selection";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { PHASE_MARK } from "../officer";
import type { ViewProps } from "./OfficersPage";
import { UrgeBatch } from "./UrgeBatch";
import { UrgeDialog } from "./UrgeDialog";

/** Unions whose re-election is due within six months or overdue (ORG-22). */
export function TermsTable({ search, filters, children }: ViewProps) {
  const { t } = useTranslation();
  const go = useNavigate();
  const may = useAccess();
  const scope = useScope();
  const kinds = useDictionary("organization_kind");
  const columns = useMemo<readonly Column<TermDue>[]>(
    () => [
      {
        key: "name",
        title: t("officer:field.organization_id"),
        min: 220,
        lead: true,
        cell: (row) => (
          <Link to="/organizations/$id" params={{ id: row.id }} search={{ tab: "committee" }}>
            {row.name}
          </Link>
        ),
      },
      { key: "kind", title: t("officer:column.kind"), width: 130, cell: (row) => kinds.label(row.kind) },
      {
        key: "parent",
        title: t("officer:column.parent"),
        width: 150,
        cell: (row) => <span className="ink-2">{row.parent_name ?? "—"}</span>,
      },
      {
        key: "number",
        title: t("officer:field.term_number"),
        width: 90,
        cell: (row) => t("officer:nth", { n: row.term_number }),
      },
      { key: "from", title: t("officer:column.from"), width: 110, cell: (row) => row.term_started_on },
      { key: "ends", title: t("officer:column.term"), width: 110, cell: (row) => row.term.ends_on },
      { key: "urged", title: t("officer:urge.on"), width: 104, cell: (row) => row.urged_on ?? MISSING },
      { key: "phase", title: t("officer:column.left"), width: 140, cell: (row) => <Left row={row} /> },
    ],
    [t, kinds],
  );
  const table = useTable("terms-due", columns);
  const [current, setCurrent] = useState<string | null>(null);
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [batch, setBatch] = useState(false);
  const [urged, setUrged] = useState<TermDue | null>(null);
  const now = today(Date.now());
  const asked = { under_id: search.under_id ?? search.organization_id, phase: search.phase };
  const list = useList<TermDue>({
    id: "committees",
    filters: { due: true, ...asked },
    load: (place, signal) => listTermsDue({ ...asked, ...place }, { signal }),
  });
  return children({
    tools: (
      <TableTools
        table={table}
        list={{ noun: "terms_due", query: asked, total: list.pager.total, unit: t("officer:unions"), filters }}
      />
    ),
    drawer: batch ? (
      <UrgeBatch
        selection={selection}
        size={sizeOf(selection, list.pager.total ?? 0)}
        query={asked}
        onClose={() => setBatch(false)}
        onDone={() => {
          setBatch(false);
          setSelection(NOTHING);
        }}
      />
    ) : (
      urged && <UrgeDialog union={urged} subject="term" onClose={() => setUrged(null)} />
    ),
    table: (
      <DataTable
        label={t("officer:view.due")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onOpen={(row) => void go({ to: "/organizations/$id", params: { id: row.id }, search: { tab: "committee" } })}
        selection={may.sendUrges ? selection : undefined}
        onSelect={setSelection}
        bulk={
          <Button kind="text" onClick={() => setBatch(true)}>
            {t("officer:urge.verb")}
          </Button>
        }
        rowVerb={(row) =>
          may.sendUrges && row.id !== scope.organization.id ? (
            row.urged_on === now ? (
              <span className="ink-3">{t("officer:urge.today")}</span>
            ) : (
              <Button kind="text" onClick={() => setUrged(row)}>
                {t("officer:urge.verb")}
              </Button>
            )
          ) : (
            <Link to="/committees/new" search={{ organization_id: row.id }}>
              {t("officer:elect.verb")}
            </Link>
          )
        }
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t("officer:list.none_due")}</Empty>}
        pager={{ ...list.pager, unit: t("officer:unions") }}
      />
    ),
  });
}

function Left({ row }: { row: TermDue }) {
  const { t } = useTranslation();
  const left = daysBetween(today(Date.now()), row.term.ends_on);
  return (
    <Status mark={PHASE_MARK[row.term.phase] ?? "settled"}>
      {left < 0 ? t("officer:overdue", { n: -left }) : t("officer:left", { n: left })}
    </Status>
  );
}

const rowKey = (row: TermDue) => row.id;
