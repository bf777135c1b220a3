import { Link, useNavigate } from "@tanstack/react-router";
import type { LoanItem, SocietyOut } from "@unionhome/client/model";
import { listSavingsLoans } from "@unionhome/client/savings";
import { count, date, yuan } from "@unionhome/words";
import { Checkbox } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { LOAN_MARKS, SAVINGS } from "../data";
import styles from "../savings.module.css";
import { LoanDialog } from "./LoanDialog";

const rowKey = (row: LoanItem) => row.id;

/** The loans of a society: those overdue first, with days and with whom they lie. */
export function Loans({ society }: { society: SocietyOut }) {
  const { t } = useTranslation();
  const may = useAccess();
  const go = useNavigate();
  const [overdue, setOverdue] = useState(false);
  const [asking, setAsking] = useState(false);
  const [current, setCurrent] = useState<string | null>(null);
  const table = useTable("savings-loans", useColumns());
  const asked = { society_id: society.id, overdue };
  const list = useList<LoanItem>({
    id: SAVINGS,
    filters: { loans: asked },
    load: (place, signal) => listSavingsLoans({ ...asked, ...place }, { signal }),
  });
  const open = (id: string) => void go({ to: "/aid/savings/loans/$id", params: { id } });
  return (
    <>
      <div className={styles.tools}>
        <Checkbox checked={overdue} onChange={(event) => setOverdue(event.target.checked)}>
          {t("savings:loan.only_late")}
        </Checkbox>
        <TableTools
          table={table}
          list={{
            noun: "savings_loans",
            query: asked,
            total: list.pager.total,
            unit: t("savings:unit.entry"),
            filters: [
              { label: t("savings:one"), value: society.name },
              { label: t("savings:loan.only_late"), value: overdue ? t("savings:loan.only_late") : undefined },
            ],
          }}
        />
        {may.keepSavings && society.status === "open" && (
          <Button kind="plain" icon="plus" onClick={() => setAsking(true)}>
            {t("savings:loan.verb")}
          </Button>
        )}
      </div>
      <DataTable
        label={t("savings:tab.loans")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => current && open(current)}
        onOpen={(row) => open(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t(overdue ? "savings:loan.none_late" : "savings:loan.none")}</Empty>}
        pager={{ ...list.pager, unit: t("savings:unit.entry") }}
      />
      {asking && <LoanDialog society={society} onDone={open} onClose={() => setAsking(false)} />}
    </>
  );
}

function useColumns(): readonly Column<LoanItem>[] {
  const { t } = useTranslation();
  const states = useDictionary("loan_state");
  return useMemo(
    () => [
      {
        key: "name",
        title: t("savings:saver.name"),
        width: 110,
        lead: true,
        cell: (row) => (
          <Link className={styles.name} to="/aid/savings/loans/$id" params={{ id: row.id }}>
            {row.name}
          </Link>
        ),
      },
      { key: "number", title: t("savings:loan.number"), width: 142, cell: (row) => row.number },
      { key: "purpose", title: t("savings:loan.purpose"), min: 120, cell: (row) => row.purpose },
      ...(["amount", "repaid", "overdue"] as const).map(
        (key): Column<LoanItem> => ({
          key,
          title: t(`savings:loan.${key}`),
          width: 108,
          align: "end",
          cell: (row) => (key === "overdue" && row.overdue_fen === 0 ? "—" : yuan(row[`${key}_fen`])),
        }),
      ),
      { key: "next", title: t("savings:loan.next"), width: 104, cell: (row) => date(row.next_due_on) },
      {
        key: "with",
        title: t("savings:loan.with"),
        width: 84,
        cell: (row) => (row.state === "running" ? row.keeper_name : "—"),
      },
      {
        key: "state",
        title: t("savings:column.status"),
        width: 128,
        cell: (row) =>
          row.overdue_days > 0 ? (
            <Status mark="returned">{t("savings:loan.late", { days: count(row.overdue_days) })}</Status>
          ) : (
            <Status mark={LOAN_MARKS[row.state]}>{states.label(row.state)}</Status>
          ),
      },
    ],
    [t, states],
  );
}
