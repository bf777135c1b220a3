import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button/Button";
import { Dialog } from "../dialog/Dialog";
import { TextField } from "../form/TextField";
import { ProblemStrip } from "../problem/ProblemStrip";
import type { RevealRequest } from "./Masked";
import styles from "./RevealDialog.module.css";

export interface RevealReason {
  value: string;
  label: string;
  /** Says nothing by itself: a sentence must go with it. */
  note?: boolean;
}

interface RevealDialogProps {
  label: string;
  reasons: readonly RevealReason[];
  askPassword: boolean;
  onShow(request: RevealRequest): Promise<void>;
  onClose(): void;
}

/** The reason and, where wanted, the password again: both go into the audit record (MBR-08). */
export function RevealDialog({ label, reasons, askPassword, onShow, onClose }: RevealDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const [note, setNote] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const noted = reasons.some((one) => one.note && one.value === reason);
  const complete = reason !== "" && (!askPassword || password !== "") && (!noted || note.trim() !== "");

  async function show() {
    setBusy(true);
    try {
      await onShow({ reason, password, note: noted ? note.trim() : "" });
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  }

  return (
    <Dialog title={t("ui:masked.title", { label })} width={400} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void show();
        }}
      >
        {problem !== undefined && <ProblemStrip boxed problem={problem} />}
        <fieldset className={styles.reasons}>
          <legend>{t("ui:masked.reason")}</legend>
          {reasons.map((one) => (
            <label key={one.value}>
              <input
                type="radio"
                name="reason"
                value={one.value}
                checked={reason === one.value}
                onChange={() => setReason(one.value)}
              />
              {one.label}
            </label>
          ))}
        </fieldset>
        {noted && <TextField label={t("ui:masked.note")} maxLength={200} value={note} onChange={setNote} />}
        {askPassword && (
          <TextField
            label={t("ui:masked.password")}
            secret
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
          />
        )}
        <p className="small ink-3">{t("ui:masked.logged")}</p>
        <Button type="submit" kind="main" size={32} busy={busy} disabled={!complete}>
          {t("ui:masked.show_for")}
        </Button>
      </form>
    </Dialog>
  );
}
