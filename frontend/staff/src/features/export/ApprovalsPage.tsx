import { useQueryClient } from "@tanstack/react-query";
import { ifMatch } from "@unionhome/client";
import { getExportApproval, listExportApprovals, stepExportApproval } from "@unionhome/client/export-approvals";
import type { ExportApprovalItem } from "@unionhome/client/model";
import { count, type MarkName, MISSING, moment } from "@unionhome/words";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { TextField } from "../../ui/form/TextField";
import { useDictionary } from "../../ui/page/dictionary";
import { useTabTitle } from "../../ui/page/tab";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { PageHead } from "../../ui/record/PageHead";
import { Status } from "../../ui/status/Status";
import type { Column } from "../../ui/table/columns";
import { DataTable } from "../../ui/table/DataTable";
import { Drawer } from "../../ui/table/Drawer";
import { Empty } from "../../ui/table/Empty";
import { ListPage } from "../../ui/table/ListPage";
import { useList } from "../../ui/table/useList";
import { useTable } from "../../ui/table/useTable";
import { About, useRequest } from "./About";

const APPROVALS = "export-approvals";
const MARKS: Record<string, MarkName> = {
  asked: "waiting",
  approved: "done",
  refused: "returned",
  withdrawn: "settled",
  used: "settled",
  lapsed: "settled",
};

/** Requests for whole numbers: those of one's own, and those that one may decide. */
export function ApprovalsPage() {
  const { t } = useTranslation();
  useTabTitle(t("export:nav.approvals"));
  const queries = useQueryClient();
  const list = useList<ExportApprovalItem>({
    id: APPROVALS,
    filters: {},
    load: ({ limit, cursor }, signal) => listExportApprovals({ limit, cursor }, { signal }),
  });
  const table = useTable("export-approvals", useColumns());
  const [current, setCurrent] = useState<string | null>(null);
  const [looking, setLooking] = useState(false);
  const [asked, setAsked] = useState<{ id: string; step: string; label: string } | null>(null);
  const shown = list.rows?.find((row) => row.id === current);
  return (
    <ListPage
      head={<PageHead title={t("export:nav.approvals")} />}
      drawer={
        looking &&
        shown && (
          <Look
            key={shown.id}
            row={shown}
            onClose={() => setLooking(false)}
            onStep={(step, label) => setAsked({ id: shown.id, step, label })}
          />
        )
      }
    >
      <DataTable
        label={t("export:nav.approvals")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => setLooking(true)}
        onOpen={() => setLooking(true)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t("export:none")}</Empty>}
        pager={{ ...list.pager, unit: t("export:unit") }}
      />
      {asked && (
        <StepDialog
          {...asked}
          onClose={() => setAsked(null)}
          onDone={() => void queries.invalidateQueries({ queryKey: [APPROVALS] })}
        />
      )}
    </ListPage>
  );
}

const rowKey = (row: ExportApprovalItem) => row.id;

interface LookProps {
  row: ExportApprovalItem;
  onStep(step: string, label: string): void;
  onClose(): void;
}

function Look({ row, onStep, onClose }: LookProps) {
  const { t } = useTranslation();
  const request = useRequest(row.id);
  const open = request.data?.steps.filter((one) => one.allowed) ?? [];
  return (
    <Drawer
      title={t("export:request", { name: row.user_name, n: count(row.rows) })}
      onClose={onClose}
      foot={open.map((one) => (
        <Button key={one.step} destructive={one.step !== "approve"} onClick={() => onStep(one.step, one.label)}>
          {one.label}
        </Button>
      ))}
    >
      {request.error && <ProblemStrip boxed problem={request.error} onRetry={() => void request.refetch()} />}
      {request.data && <About request={request.data} />}
    </Drawer>
  );
}

interface StepDialogProps {
  id: string;
  step: string;
  label: string;
  onClose(): void;
  onDone(): void;
}

function StepDialog({ id, step, label, onClose, onDone }: StepDialogProps) {
  const { t } = useTranslation();
  const [answer, setAnswer] = useState("");
  return (
    <ConfirmAct
      title={t("export:step_title", { verb: label })}
      verb={label}
      kind={step === "approve" ? "plain" : "destructive"}
      effect={t(`export:effect.${step}`)}
      ready={step !== "refuse" || answer.trim() !== ""}
      act={async () => {
        const seen = await getExportApproval(id);
        await stepExportApproval(id, { step: step as never, answer: answer.trim() }, ifMatch(seen));
        onDone();
      }}
      onClose={onClose}
    >
      {step !== "withdraw" && (
        <TextField label={t("export:field.answer")} maxLength={200} value={answer} onChange={setAnswer} />
      )}
    </ConfirmAct>
  );
}

function useColumns(): readonly Column<ExportApprovalItem>[] {
  const { t } = useTranslation();
  const nouns = useDictionary("export_noun");
  const states = useDictionary("export_approval_state");
  const reasons = useDictionary("reveal_reason");
  return useMemo(
    () => [
      { key: "by", title: t("export:field.by"), width: 96, lead: true, cell: (row) => row.user_name },
      {
        key: "union",
        title: t("export:field.union"),
        min: 180,
        cell: (row) => <span className="ink-2">{row.organization_name ?? MISSING}</span>,
      },
      { key: "list", title: t("export:field.list"), width: 112, cell: (row) => nouns.label(row.noun) },
      { key: "rows", title: t("export:field.rows"), width: 72, align: "end", cell: (row) => count(row.rows) },
      { key: "reason", title: t("export:field.reason"), width: 150, cell: (row) => reasons.label(row.reason) },
      { key: "asked", title: t("export:field.created_at"), width: 140, cell: (row) => moment(row.created_at) },
      {
        key: "state",
        title: t("export:field.state"),
        width: 104,
        cell: (row) => <Status mark={MARKS[row.state] ?? "settled"}>{states.label(row.state)}</Status>,
      },
      { key: "decided", title: t("export:field.decided_by"), width: 96, cell: (row) => row.decided_by_name || MISSING },
      { key: "expires", title: t("export:field.expires_at"), width: 140, cell: (row) => moment(row.expires_at) },
    ],
    [t, nouns, states, reasons],
  );
}
