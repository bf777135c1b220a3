import { ifMatch, transport } from "@unionhome/client";
import type { ClaimCard, ClaimOut, ClaimStepAskedStep, ClaimWay } from "@unionhome/client/model";
import { payProtectionClaim, recallProtectionClaim, stepProtectionClaim } from "@unionhome/client/mutual-aid-claims";
import { confirmIdentity } from "@unionhome/client/sign-in";
import { yuanInText } from "@unionhome/words";
import { Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sendFile } from "../../../queries/file";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Dialog } from "../../../ui/dialog/Dialog";
import { Labelled } from "../../../ui/form/Labelled";
import { TextField } from "../../../ui/form/TextField";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { useChanged } from "../data";
import styles from "../protection.module.css";

interface DialogProps {
  claim: ClaimOut;
  onClose(): void;
}

const REASONED = ["return", "refuse", "revoke"];

/** A step of the unit or of the runner of the plan: what it means, and why, where it is a no. */
export function ClaimStepDialog({ claim, step, onClose }: DialogProps & { step: string }) {
  const { t } = useTranslation();
  const changed = useChanged();
  const [once] = useState(newOnceKey);
  const [reason, setReason] = useState("");
  const label = claim.steps.find((one) => one.step === step)?.label ?? step;
  const why = REASONED.includes(step);
  return (
    <ConfirmAct
      kind={["refuse", "revoke", "withdraw"].includes(step) ? "destructive" : "plain"}
      title={t("protection:step.title", { verb: label, name: claim.number })}
      verb={label}
      effect={t(`protection:claim.step.${step}`, { yuan: yuanInText(claim.amount_fen) })}
      ready={!why || reason.trim() !== ""}
      eager={!why}
      act={async () => {
        const said = { step: step as ClaimStepAskedStep, reason: reason.trim() };
        await stepProtectionClaim(claim.id, said, { ...ifMatch(claim), idempotencyKey: once });
        changed();
      }}
      onClose={onClose}
    >
      {why && <Reason value={reason} onChange={setReason} />}
    </ConfirmAct>
  );
}

function Reason({ value, onChange }: { value: string; onChange(value: string): void }) {
  const { t } = useTranslation();
  return (
    <div className={styles.fields}>
      <Labelled label={t("protection:claim.reason")}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={3}
            maxLength={500}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Labelled>
    </div>
  );
}

/** The money reached the member: by which slip, with a picture of it. */
export function PayDialog({ claim, onClose }: DialogProps) {
  const { t } = useTranslation();
  const changed = useChanged();
  const ways = useDictionary("claim_way");
  const [once] = useState(newOnceKey);
  const [way, setWay] = useState<ClaimWay>("bank");
  const [number, setNumber] = useState("");
  const [picture, setPicture] = useState<File | null>(null);
  return (
    <ConfirmAct
      kind="plain"
      title={t("protection:pay.title", { number: claim.number })}
      verb={t("protection:pay.verb")}
      effect={t("protection:pay.effect", { name: claim.name, yuan: yuanInText(claim.amount_fen) })}
      ready={picture !== null}
      act={async () => {
        const file = await sendFile(picture as File, "proof");
        const said = { way, document_number: number.trim(), proof_id: file.id };
        await payProtectionClaim(claim.id, said, { ...ifMatch(claim), idempotencyKey: once });
        changed();
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <Labelled label={t("protection:pay.way")}>
          {(id) => (
            <Select id={id} value={way} options={[...ways.choices]} onChange={(value) => setWay(value as ClaimWay)} />
          )}
        </Labelled>
        <Labelled label={t("protection:pay.number")}>
          {(id) => <Input id={id} maxLength={100} value={number} onChange={(event) => setNumber(event.target.value)} />}
        </Labelled>
        <Labelled label={t("protection:pay.picture")}>
          {(id) => (
            <input
              id={id}
              type="file"
              accept="image/png,image/jpeg"
              onChange={(event) => setPicture(event.target.files?.[0] ?? null)}
            />
          )}
        </Labelled>
      </div>
    </ConfirmAct>
  );
}

/** What was paid came back. */
export function RecallDialog({ claim, onClose }: DialogProps) {
  const { t } = useTranslation();
  const changed = useChanged();
  const [once] = useState(newOnceKey);
  const [reason, setReason] = useState("");
  return (
    <ConfirmAct
      title={t("protection:recall.title", { number: claim.number })}
      verb={t("protection:recall.verb")}
      effect={t("protection:recall.effect", { yuan: yuanInText(claim.amount_fen) })}
      ready={reason.trim() !== ""}
      act={async () => {
        const options = { ...ifMatch(claim), idempotencyKey: once };
        await recallProtectionClaim(claim.id, { reason: reason.trim() }, options);
        changed();
      }}
      onClose={onClose}
    >
      <Reason value={reason} onChange={setReason} />
    </ConfirmAct>
  );
}

/** The whole card, after proving oneself again; it is on record and gone when the dialog closes. */
export function CardDialog({ claim, onClose }: DialogProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [card, setCard] = useState<ClaimCard | null>(null);
  const [problem, setProblem] = useState<unknown>();

  async function show() {
    setBusy(true);
    setProblem(undefined);
    try {
      // Six digits are the authenticator's: passwords are longer (trust.md 1.4).
      const proof = await confirmIdentity(/^\d{6}$/.test(typed) ? { code: typed } : { password: typed });
      const found = await transport<ClaimCard>({
        url: `/api/v1/mutual-aid/claims/${claim.id}/card`,
        method: "GET",
        headers: { "Unionhome-Confirmation": proof.confirmation_token },
      });
      setCard(found);
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  }

  return (
    <Dialog
      title={t("protection:card.title", { name: claim.name })}
      onClose={onClose}
      foot={
        <>
          <Button size={32} onClick={onClose}>
            {t("protection:card.close")}
          </Button>
          {card === null && (
            <Button size={32} kind="main" busy={busy} disabled={typed === ""} onClick={show}>
              {t("protection:card.verb")}
            </Button>
          )}
        </>
      }
    >
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      <p className="ink-2">{t("protection:card.effect")}</p>
      {card === null ? (
        <TextField
          label={t("protection:card.password")}
          type="password"
          autoComplete="current-password"
          value={typed}
          onChange={setTyped}
        />
      ) : (
        <p translate="no">
          {card.bank} <b>{card.bank_card}</b>
        </p>
      )}
    </Dialog>
  );
}
