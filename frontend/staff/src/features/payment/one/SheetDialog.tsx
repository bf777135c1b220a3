import { transport } from "@unionhome/client";
import type { PaymentBatchOut } from "@unionhome/client/model";
import { confirmIdentity } from "@unionhome/client/sign-in";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { save } from "../../../ui/export/exports";
import { TextField } from "../../../ui/form/TextField";
import styles from "../payment.module.css";

/** The sheet for the bank, with whole card numbers: after a password, and each time on record. */
export function SheetDialog({ batch, onClose }: { batch: PaymentBatchOut; onClose(): void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  return (
    <ConfirmAct
      kind="plain"
      title={t("payment:sheet.title", { number: batch.number })}
      verb={t("payment:sheet.verb")}
      effect={t("payment:sheet.effect")}
      ready={typed !== ""}
      act={async () => {
        // Six digits are the authenticator's: passwords are longer (trust.md 1.4).
        const proof = await confirmIdentity(/^\d{6}$/.test(typed) ? { code: typed } : { password: typed });
        const content = await transport<Blob>({
          url: `/api/v1/payment-batches/${batch.id}/sheet`,
          method: "GET",
          headers: { "Unionhome-Confirmation": proof.confirmation_token },
          responseType: "blob",
        });
        save(content, `${batch.number}.xlsx`);
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <TextField
          label={t("payment:sheet.password")}
          type="password"
          autoComplete="current-password"
          value={typed}
          onChange={setTyped}
        />
      </div>
    </ConfirmAct>
  );
}
