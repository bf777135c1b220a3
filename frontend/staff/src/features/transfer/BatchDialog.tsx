import { useQueries } from "@tanstack/react-query";
import { ifMatch } from "@unionhome/client";
import type { TransferItem, TransferOut, TransferStepAsked } from "@unionhome/client/model";
import { stepTransfer } from "@unionhome/client/transfers";
import { count } from "@unionhome/words";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { Dialog } from "../../ui/dialog/Dialog";
import { Labelled } from "../../ui/form/Labelled";
import { useDictionary } from "../../ui/page/dictionary";
import { asProblem } from "../../ui/problem/problem";
import { Status } from "../../ui/status/Status";
import { isSelected, type Selection } from "../../ui/table/selection";
import { oneTransfer } from "./data";
import styles from "./transfer.module.css";

interface BatchDialogProps {
  step: string;
  rows: readonly TransferItem[];
  selection: Selection;
  onClose(): void;
  onDone(): void;
}

/** The same step for the selected transfers of this page, one after the other; each has its own result. */
export function BatchDialog({ step, rows, selection, onClose, onDone }: BatchDialogProps) {
  const { t } = useTranslation();
  const steps = useDictionary("transfer_step");
  const verb = steps.label(step);
  const picked = rows.filter((row) => isSelected(selection, row.id));
  const whole = useQueries({ queries: picked.map((row) => ({ ...oneTransfer(row.id), staleTime: 0 })) });
  const [reason, setReason] = useState("");
  const [results, setResults] = useState<ReadonlyMap<string, string | null> | null>(null);
  const [busy, setBusy] = useState(false);
  const known = whole.flatMap((one) => (one.data ? [one.data] : []));
  const ready = known.length === picked.length;
  const open = (transfer: TransferOut) => transfer.steps.find((one) => one.step === step);
  const doable = known.filter((transfer) => open(transfer)?.allowed);
  const closed = known.filter((transfer) => !open(transfer)?.allowed);

  async function act() {
    setBusy(true);
    const done = new Map<string, string | null>();
    for (const transfer of doable) {
      try {
        await stepTransfer(transfer.id, { step, reason } as TransferStepAsked, ifMatch(transfer));
        done.set(transfer.id, null);
      } catch (error) {
        done.set(transfer.id, asProblem(error)?.detail ?? t("ui:problem.unexpected"));
      }
      setResults(new Map(done));
    }
    setBusy(false);
  }

  const lines = results
    ? doable.map((one) => ({
        ...one,
        words: results.get(one.id) ?? (results.has(one.id) ? t("transfer:batch.ok") : "…"),
      }))
    : closed.map((one) => ({ ...one, words: open(one)?.reason ?? t("transfer:batch.not_now") }));
  return (
    <Dialog
      title={t("transfer:batch.title", { verb, n: count(picked.length) })}
      width={560}
      onClose={results ? onDone : onClose}
      foot={
        results ? (
          <Button size={32} kind="main" busy={busy} onClick={onDone}>
            {t("transfer:batch.close")}
          </Button>
        ) : (
          <>
            <Button size={32} onClick={onClose}>
              {t("ui:confirm.leave")}
            </Button>
            <Button
              size={32}
              kind="main"
              busy={busy || !ready}
              disabled={doable.length === 0 || (step === "reject" && reason.trim() === "")}
              onClick={act}
            >
              {t("transfer:batch.verb", { verb, n: count(doable.length) })}
            </Button>
          </>
        )
      }
    >
      <div className={styles.asks}>
        {!results && (
          <>
            <p className={styles.counts}>
              <Status mark="done">{t("transfer:batch.can", { n: count(doable.length) })}</Status>
              {closed.length > 0 && (
                <Status mark="returned">{t("transfer:batch.cannot", { n: count(closed.length) })}</Status>
              )}
            </p>
            <Labelled label={t(step === "reject" ? "transfer:field.reject_reason" : "transfer:field.word")}>
              {(id) => (
                <Input.TextArea
                  id={id}
                  rows={2}
                  maxLength={200}
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
              )}
            </Labelled>
          </>
        )}
        {lines.length > 0 && (
          <ul className={styles.results}>
            {lines.map((line) => (
              <li key={line.id}>
                <span className="cut">{line.member_name}</span>
                <span className="ink-2">{line.words}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
