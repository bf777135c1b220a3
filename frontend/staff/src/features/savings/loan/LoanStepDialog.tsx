import { ifMatch } from "@unionhome/client";
import type { LoanOut, LoanWay, StepSavingsLoanBody } from "@unionhome/client/model";
import { stepSavingsLoan } from "@unionhome/client/savings";
import { yuanInText } from "@unionhome/words";
import { Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sendFile } from "../../../queries/file";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";
import { YuanField } from "../../../ui/form/YuanField";
import { useDictionary } from "../../../ui/page/dictionary";
import { useOnce } from "../../../ui/page/useOnce";
import { useSavingsMoved } from "../data";
import styles from "../savings.module.css";

interface LoanStepDialogProps {
  loan: LoanOut;
  step: string;
  onClose(): void;
}

const GRAVE = ["refuse", "withdraw", "ask_write_off", "write_off"];

/** Each step of a loan with what it needs: an answer, a proof, an amount, a reason. */
export function LoanStepDialog({ loan, step, onClose }: LoanStepDialogProps) {
  const { t } = useTranslation();
  const moved = useSavingsMoved();
  const once = useOnce();
  const ways = useDictionary("loan_way");
  const owed = loan.amount_fen - loan.repaid_fen;
  const next = loan.plan.find((part) => part.by_then_fen > loan.repaid_fen);
  const [note, setNote] = useState("");
  const [fen, setFen] = useState<number | null>(next ? next.by_then_fen - loan.repaid_fen : owed);
  const [way, setWay] = useState<LoanWay>("cash");
  const [reference, setReference] = useState("");
  const [picture, setPicture] = useState<File | null>(null);
  const label = loan.steps.find((one) => one.step === step)?.label ?? step;

  const ready =
    step === "pay"
      ? way === "cash"
        ? picture !== null
        : reference.trim() !== ""
      : step === "repay"
        ? Boolean(fen)
        : step !== "ask_write_off" || note.trim().length >= 5;

  async function body(): Promise<StepSavingsLoanBody> {
    if (step === "pay") {
      const cash = way === "cash";
      const file = cash && picture ? await sendFile(picture, "proof") : null;
      return { step, way, signature_id: file?.id ?? null, bank_reference: cash ? "" : reference };
    }
    if (step === "repay") return { step, amount_fen: fen ?? 0 };
    if (step === "ask_write_off") return { step, reason: note };
    return { step, answer: note } as StepSavingsLoanBody;
  }

  return (
    <ConfirmAct
      kind={GRAVE.includes(step) ? "destructive" : "plain"}
      title={t("savings:step.title", { verb: label, name: loan.name, number: loan.number })}
      verb={label}
      effect={t(`savings:step.${step}`, { sum: yuanInText(loan.amount_fen), owed: yuanInText(owed) })}
      ready={ready}
      act={async () => {
        const said = await body();
        await once((options) => stepSavingsLoan(loan.id, said, { ...ifMatch(loan), ...options }));
        await moved();
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        {step === "pay" && (
          <>
            <Radio.Group
              value={way}
              onChange={(event) => setWay(event.target.value)}
              options={ways.choices.map((one) => ({ value: one.value, label: one.label }))}
            />
            {way === "cash" ? (
              <Labelled label={t("savings:step.signature")}>
                {(id) => (
                  <input
                    id={id}
                    type="file"
                    accept="image/png,image/jpeg"
                    onChange={(event) => setPicture(event.target.files?.[0] ?? null)}
                  />
                )}
              </Labelled>
            ) : (
              <Labelled label={t("savings:step.reference")}>
                {(id) => (
                  <Input
                    id={id}
                    maxLength={60}
                    value={reference}
                    onChange={(event) => setReference(event.target.value)}
                  />
                )}
              </Labelled>
            )}
          </>
        )}
        {step === "repay" && (
          <YuanField label={t("savings:entry.amount")} min={1} max={owed} value={fen} onChange={setFen} />
        )}
        {step !== "pay" && step !== "repay" && step !== "write_off" && step !== "keep" && (
          <Labelled label={t(step === "ask_write_off" ? "savings:step.reason" : "savings:step.answer")}>
            {(id) => (
              <Input.TextArea
                id={id}
                rows={2}
                maxLength={200}
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </Labelled>
        )}
      </div>
    </ConfirmAct>
  );
}
