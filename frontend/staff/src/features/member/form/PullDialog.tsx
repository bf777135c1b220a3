import type { BeginTransferBody } from "@unionhome/client/model";
import { beginTransfer } from "@unionhome/client/transfers";
import { Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import styles from "./form.module.css";
import type { MemberForm } from "./MemberFields";

interface PullDialogProps {
  values: MemberForm;
  onClose(): void;
  /** With the address of the transfers. */
  onDone(to: string): void;
}

/** Somebody who is registered elsewhere: asks their union to let them go, with what the form holds already. */
export function PullDialog({ values, onClose, onDone }: PullDialogProps) {
  const { t } = useTranslation();
  const reasons = useDictionary("transfer_reason");
  const [reason, setReason] = useState("new_employer");
  const [note, setNote] = useState("");
  const [once] = useState(newOnceKey);
  const { name, id_kind, id_number, organization_id } = values;
  return (
    <ConfirmAct
      title={t("member:pull.title", { name })}
      verb={t("member:pull.verb")}
      kind="plain"
      effect={t("member:pull.effect", { union: organization_id?.label ?? "" })}
      ready={Boolean(name && id_number && organization_id)}
      act={async () => {
        const asked = { form: "pull", name, id_kind, id_number, to_organization_id: organization_id?.id, reason, note };
        await beginTransfer(asked as BeginTransferBody, { idempotencyKey: once });
        onDone("/transfers?side=in");
      }}
      onClose={onClose}
    >
      <div className={styles.pull}>
        <Labelled label={t("member:pull.reason")}>
          {(id) => <Select id={id} value={reason} options={[...reasons.choices]} onChange={setReason} />}
        </Labelled>
        <Labelled label={t("member:pull.note")}>
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
      </div>
    </ConfirmAct>
  );
}
