import { ifMatch } from "@unionhome/client";
import type { PaymentAnswerOut, PaymentBatchOut } from "@unionhome/client/model";
import { takePaymentAnswer } from "@unionhome/client/payments";
import { count, yuan } from "@unionhome/words";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { sendFile } from "../../../queries/file";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Dialog } from "../../../ui/dialog/Dialog";
import { Labelled } from "../../../ui/form/Labelled";
import { newOnceKey } from "../../../ui/page/once";
import { usePaid } from "../data";
import styles from "../payment.module.css";

/** The bank's answer: read as a whole, or with every row that is wrong named. */
export function AnswerDialog({ batch, onClose }: { batch: PaymentBatchOut; onClose(): void }) {
  const { t } = useTranslation();
  const paid = usePaid();
  const [file, setFile] = useState<File | null>(null);
  const [said, setSaid] = useState<PaymentAnswerOut | null>(null);
  // The act closes the dialog that began it, which knows nothing of what was answered since.
  const answered = useRef(false);
  if (said)
    return (
      <Dialog
        title={t(said.taken ? "payment:answer.taken" : "payment:answer.not_taken", { number: batch.number })}
        onClose={onClose}
        width={560}
        foot={
          <Button kind="main" size={32} onClick={onClose}>
            {t("payment:answer.close")}
          </Button>
        }
      >
        {said.taken ? (
          <p>
            {t("payment:answer.result", {
              paid: count(said.paid_lines),
              paid_yuan: yuan(said.paid_fen),
              rejected: count(said.rejected_lines),
              missing: count(said.missing_lines),
            })}
          </p>
        ) : (
          <>
            <p>{t("payment:answer.wrong", { count: said.problem_rows })}</p>
            <ul className={styles.said}>
              {said.problems.map((each) => (
                <li key={`${each.row}-${each.column}`}>{each.detail}</li>
              ))}
            </ul>
          </>
        )}
      </Dialog>
    );
  return (
    <ConfirmAct
      kind="plain"
      title={t("payment:answer.title", { number: batch.number })}
      verb={t("payment:answer.verb")}
      effect={t("payment:answer.effect")}
      ready={file !== null}
      act={async () => {
        const kept = await sendFile(file as File, "workbook");
        const options = { ...ifMatch(batch), idempotencyKey: newOnceKey() };
        const answer = await takePaymentAnswer(batch.id, { file_id: kept.id }, options);
        answered.current = true;
        setSaid(answer);
        paid();
      }}
      onClose={() => {
        if (!answered.current) onClose();
      }}
    >
      <Labelled label={t("payment:answer.file")}>
        {(id) => (
          <input
            id={id}
            type="file"
            accept=".xlsx,.xls,.csv"
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
        )}
      </Labelled>
    </ConfirmAct>
  );
}
