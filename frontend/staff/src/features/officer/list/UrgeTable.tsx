import { Link } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import type { ListUrgesParams, UrgeItem } from "@unionhome/client/model";
import { listUrges, stepUrge } from "@unionhome/client/urges";
import { type MarkName, MISSING, moment } from "@unionhome/words";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { useDictionary } from "../../../ui/page/dictionary";
import { useScope } from "../../../ui/page/person";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { URGES, useUrged } from "../officer";
import type { ViewProps } from "./OfficersPage";

const MARK: Record<string, MarkName> = { sent: "waiting", seen: "running", settled: "done", withdrawn: "kept" };

/** What was urged in the subtree, and what became of it: seen by whom, settled, withdrawn. */
export function UrgeTable({ search, filters, children }: ViewProps) {
  const { t } = useTranslation();
  const scope = useScope();
  const subjects = useDictionary("urge_subject");
  const states = useDictionary("urge_state");
  const [taken, setTaken] = useState<UrgeItem | null>(null);
  const columns = useMemo<readonly Column<UrgeItem>[]>(
    () => [
      {
        key: "name",
        title: t("officer:field.organization_id"),
        min: 220,
        lead: true,
        cell: (row) => (
          <Link to="/organizations/$id" params={{ id: row.organization_id }} search={{ tab: "committee" }}>
            {row.organization_name}
          </Link>
        ),
      },
      { key: "subject", title: t("officer:urge.subject"), width: 130, cell: (row) => subjects.label(row.subject) },
      {
        key: "state",
        title: t("officer:urge.state"),
        width: 96,
        cell: (row) => <Status mark={MARK[row.state] ?? "waiting"}>{states.label(row.state)}</Status>,
      },
      {
        key: "seen",
        title: t("officer:urge.seen"),
        width: 190,
        cell: (row) =>
          row.seen_at ? (
            <span className="ink-2">
              {row.seen_by_name} {moment(row.seen_at)}
            </span>
          ) : (
            <span className="ink-3">{MISSING}</span>
          ),
      },
      {
        key: "note",
        title: t("officer:urge.note_short"),
        min: 140,
        cell: (row) => <span title={row.note}>{row.note || MISSING}</span>,
      },
      {
        key: "from",
        title: t("officer:urge.from"),
        width: 190,
        cell: (row) => (
          <span className="ink-2">
            {row.from_organization_name} {row.sent_by_name}
          </span>
        ),
      },
      { key: "on", title: t("officer:urge.urged_on"), width: 104, cell: (row) => row.urged_on },
    ],
    [t, subjects, states],
  );
  const table = useTable("urges", columns);
  const [current, setCurrent] = useState<string | null>(null);
  const asked = {
    under_id: search.under_id,
    organization_id: search.organization_id,
    subject: search.subject?.split(","),
    state: search.state?.split(","),
  } as ListUrgesParams;
  const list = useList<UrgeItem>({
    id: URGES,
    filters: { ...asked },
    load: (place, signal) => listUrges({ ...asked, ...place }, { signal }),
  });
  return children({
    tools: (
      <TableTools
        table={table}
        list={{ noun: "urges", query: asked, total: list.pager.total, unit: t("officer:pieces"), filters }}
      />
    ),
    drawer: taken && <Withdraw urge={taken} onClose={() => setTaken(null)} />,
    table: (
      <DataTable
        label={t("officer:view.urges")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        rowVerb={(row) =>
          row.from_organization_id === scope.organization.id &&
          OPEN.includes(row.state) && (
            <Button kind="text" onClick={() => setTaken(row)}>
              {t("officer:urge.withdraw.verb")}
            </Button>
          )
        }
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t("officer:list.none_urged")}</Empty>}
        pager={{ ...list.pager, unit: t("officer:pieces") }}
      />
    ),
  });
}

const OPEN = ["sent", "seen"];
const rowKey = (row: UrgeItem) => row.id;

function Withdraw({ urge, onClose }: { urge: UrgeItem; onClose(): void }) {
  const { t } = useTranslation();
  const urged = useUrged();
  const subjects = useDictionary("urge_subject");
  const facts = { name: urge.organization_name, subject: subjects.label(urge.subject) };
  return (
    <ConfirmAct
      kind="plain"
      eager
      title={t("officer:urge.withdraw.title", facts)}
      verb={t("officer:urge.withdraw.verb")}
      effect={t("officer:urge.withdraw.effect", facts)}
      act={async () => {
        await stepUrge(urge.id, { step: "withdraw" }, ifMatch(urge));
        urged();
      }}
      onClose={onClose}
    />
  );
}
