import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import type { PaymentBatchOut, PaymentItem } from "@unionhome/client/model";
import { listPayments, stepPaymentBatch } from "@unionhome/client/payments";
import { count, moment, yuan } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import { useAccess } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { Status } from "../../../ui/status/Status";
import { Steps } from "../../../ui/status/Steps";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { ListPage } from "../../../ui/table/ListPage";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { BATCH_MARK, oneBatch, PAYMENTS, usePaid } from "../data";
import { AnswerDialog } from "./AnswerDialog";
import { useLineColumns } from "./lines";
import { SheetDialog } from "./SheetDialog";

const route = getRouteApi("/aid/payments/batches/$id");

/** One batch: its sheet for the bank, the bank's answer, and each line. */
export function BatchPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const batch = useQuery(oneBatch(id));
  useTabTitle(batch.data?.number, t("payment:batch.one"));
  if (batch.data) return <Body key={id} batch={batch.data} />;
  if (batch.error) return <ProblemPage problem={batch.error} onRetry={() => void batch.refetch()} />;
  return null;
}

function Body({ batch }: { batch: PaymentBatchOut }) {
  const { t } = useTranslation();
  const may = useAccess();
  const states = useDictionary("batch_state");
  const [open, setOpen] = useState<string | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const table = useTable("payment-lines", useLineColumns());
  const list = useList<PaymentItem>({
    id: PAYMENTS,
    filters: { batch: batch.id, state: batch.state, version: batch.version },
    load: (place, signal) => listPayments({ batch_id: batch.id, ...place }, { signal }),
  });
  const sheet = may.payAid && ["draft", "sent"].includes(batch.state);
  return (
    <ListPage
      head={
        <PageHead
          title={batch.number}
          marks={<Status mark={BATCH_MARK[batch.state] ?? "settled"}>{states.label(batch.state)}</Status>}
          facts={[
            [
              t("payment:column.fund"),
              <Link key="fund" to={`/funds/${batch.fund_id}` as never}>
                {batch.fund_name}
              </Link>,
            ],
            [t("payment:column.lines"), count(batch.lines)],
            [
              t("payment:column.amount"),
              <span key="sum" title={batch.amount_in_capitals}>
                {yuan(batch.amount_fen)}
              </span>,
            ],
            [t("payment:column.paid"), yuan(batch.paid_fen)],
            [t("payment:column.rejected"), count(batch.rejected_lines)],
            [t("payment:batch.made_by"), `${batch.made_by_name} ${moment(batch.made_at)}`],
          ]}
        >
          {sheet && (
            <Button icon="export" onClick={() => setOpen("sheet")}>
              {t("payment:sheet.verb")}
            </Button>
          )}
          {may.payAid && batch.state === "sent" && (
            <Button icon="import" onClick={() => setOpen("answer")}>
              {t("payment:answer.verb")}
            </Button>
          )}
          {may.payAid && <Steps steps={batch.steps} destructive={["withdraw"]} onStep={(one) => setOpen(one.step)} />}
        </PageHead>
      }
      filters={null}
    >
      <DataTable
        label={batch.number}
        table={table}
        rows={list.rows}
        rowKey={(row) => row.id}
        current={current}
        onCurrent={setCurrent}
        onLook={() => undefined}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t("payment:none")}</Empty>}
        pager={{ ...list.pager, unit: t("payment:unit") }}
      />
      {open === "sheet" && <SheetDialog batch={batch} onClose={() => setOpen(null)} />}
      {open === "answer" && <AnswerDialog batch={batch} onClose={() => setOpen(null)} />}
      {open && !["sheet", "answer"].includes(open) && (
        <StepDialog batch={batch} step={open} onClose={() => setOpen(null)} />
      )}
    </ListPage>
  );
}

function StepDialog({ batch, step, onClose }: { batch: PaymentBatchOut; step: string; onClose(): void }) {
  const { t } = useTranslation();
  const paid = usePaid();
  const [once] = useState(newOnceKey);
  const label = batch.steps.find((one) => one.step === step)?.label ?? step;
  return (
    <ConfirmAct
      kind={step === "withdraw" ? "destructive" : step === "confirm" ? "seal" : "plain"}
      title={t("payment:step.title", { verb: label, number: batch.number })}
      verb={label}
      effect={t(`payment:step.${step}`, { amount: yuan(batch.amount_fen), lines: count(batch.lines) })}
      eager={step !== "withdraw"}
      act={async () => {
        await stepPaymentBatch(batch.id, { step: step as never }, { ...ifMatch(batch), idempotencyKey: once });
        paid();
      }}
      onClose={onClose}
    />
  );
}
