import { useQuery } from "@tanstack/react-query";
import { getLedgerEntry, proposeVoucher } from "@unionhome/client/funds";
import { moment, yuan } from "@unionhome/words";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Dialog } from "../../../ui/dialog/Dialog";
import { Labelled } from "../../../ui/form/Labelled";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import { useAccess } from "../../../ui/page/person";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { Steps } from "../../../ui/status/Steps";
import { FUNDS, useMoneyMoved } from "../data";
import { About, Account } from "./LedgerPage";

/** One entry in full, and its reversal where it has one. */
export function EntryDrawer({ id, onClose }: { id: string; onClose(): void }) {
  const { t } = useTranslation();
  const may = useAccess();
  const kinds = useDictionary("entry_kind");
  const moved = useMoneyMoved();
  const [once] = useState(newOnceKey);
  const [reversing, setReversing] = useState(false);
  const [reason, setReason] = useState("");
  const query = useQuery({
    queryKey: [FUNDS, "entry", id],
    queryFn: ({ signal }) => getLedgerEntry(id, { signal }),
  });
  const entry = query.data;
  if (reversing && entry)
    return (
      <ConfirmAct
        title={t("fund:ledger.reverse_title", { amount: yuan(entry.amount_fen) })}
        verb={t("fund:ledger.reverse")}
        effect={t("fund:ledger.reverse_effect")}
        ready={reason.trim() !== ""}
        act={async () => {
          await proposeVoucher({ kind: "reversal", reverses_id: id, note: reason }, { idempotencyKey: once });
          moved();
          onClose();
        }}
        onClose={() => setReversing(false)}
      >
        <Labelled label={t("fund:ledger.reason")}>
          {(field) => (
            <Input id={field} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
          )}
        </Labelled>
      </ConfirmAct>
    );
  return (
    <Dialog
      title={entry ? kinds.label(entry.kind) : t("fund:ledger.one")}
      onClose={onClose}
      foot={
        entry &&
        may.editFunds && (
          <Steps steps={entry.steps} destructive={["reverse"]} size={32} onStep={() => setReversing(true)} />
        )
      }
    >
      {query.error && <ProblemStrip problem={query.error} onRetry={() => void query.refetch()} />}
      {entry && (
        <DescriptionList labels={96}>
          <Field label={t("fund:ledger.about")}>
            <About entry={entry} />
          </Field>
          <Field label={t("fund:ledger.amount")} note={entry.amount_in_capitals}>
            {yuan(entry.amount_fen)}
          </Field>
          <Field label={t("fund:ledger.debit")} note={t("fund:ledger.after", { amount: yuan(entry.debit_after_fen) })}>
            <Account entry={entry} side="debit" />
          </Field>
          <Field
            label={t("fund:ledger.credit")}
            note={t("fund:ledger.after", { amount: yuan(entry.credit_after_fen) })}
          >
            <Account entry={entry} side="credit" />
          </Field>
          <Field label={t("fund:ledger.memo")}>{entry.memo}</Field>
          <Field label={t("fund:ledger.by")}>
            {entry.by_office} {entry.by_name} {moment(entry.at)}
          </Field>
          {entry.reversed_by && <Field label={t("fund:ledger.state")}>{t("fund:ledger.reversed")}</Field>}
        </DescriptionList>
      )}
    </Dialog>
  );
}
