import { ifMatch } from "@unionhome/client";
import { grantHonour, stepHonour } from "@unionhome/client/honours";
import type { HonourKind, OrganizationOut } from "@unionhome/client/model";
import { today } from "@unionhome/words";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import { useChanged } from "../union";
import { WhenAndWhy } from "./WhenAndWhy";

interface HonourDialogProps {
  union: OrganizationOut;
  kind: HonourKind;
  onClose(): void;
}

const LONGEST = 60;

/** Grants an honour to the union, or takes back the one it holds: from a day on, on a document, for a reason. */
export function HonourDialog({ union, kind, onClose }: HonourDialogProps) {
  const { t } = useTranslation();
  const changed = useChanged();
  const honours = useDictionary("honour_kind");
  const held = union.honours.find((one) => one.kind === kind);
  const [once] = useState(newOnceKey);
  const [on, setOn] = useState<string | null>(() => today(Date.now()));
  const [reason, setReason] = useState("");
  const [number, setNumber] = useState("");
  const facts = { name: union.name, honour: honours.label(kind) };
  const act = held ? "withdraw" : "grant";
  const grounded = held ? reason.trim() !== "" : reason.trim() !== "" || number.trim() !== "";
  return (
    <ConfirmAct
      kind={held ? "destructive" : "plain"}
      title={t(`organization:honour.${act}.title`, facts)}
      verb={t(`organization:honour.${act}.verb`, facts)}
      effect={t(`organization:honour.${act}.effect`, facts)}
      ready={on !== null && grounded}
      act={async () => {
        if (held) await stepHonour(held.id, { step: "withdraw", on: on ?? "", reason: reason.trim() }, ifMatch(held));
        else
          await grantHonour(
            {
              organization_id: union.id,
              kind,
              started_on: on ?? "",
              document_number: number.trim(),
              reason: reason.trim(),
            },
            { idempotencyKey: once },
          );
        changed();
      }}
      onClose={onClose}
    >
      <WhenAndWhy
        on={on}
        onDay={setOn}
        reason={reason}
        onReason={setReason}
        max={today(Date.now())}
        min={held?.started_on ?? union.established_on}
        labels={{
          on: t(`organization:honour.${act}.on`),
          reason: t(`organization:honour.${act}.reason`),
          hint: t(`organization:honour.${act}.hint`),
        }}
      >
        {!held && (
          <label htmlFor="honour-number">
            {t("organization:honour.document_number")}
            <Input
              id="honour-number"
              value={number}
              maxLength={LONGEST}
              autoComplete="off"
              onChange={(event) => setNumber(event.target.value)}
            />
          </label>
        )}
      </WhenAndWhy>
    </ConfirmAct>
  );
}
