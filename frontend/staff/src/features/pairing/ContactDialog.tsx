import { ifMatch } from "@unionhome/client";
import type { PairingOut } from "@unionhome/client/model";
import { enterPairingContact } from "@unionhome/client/pairings";
import { today } from "@unionhome/words";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { DateField } from "../../ui/form/DateField";
import { Labelled } from "../../ui/form/Labelled";
import { YuanField } from "../../ui/form/YuanField";
import styles from "./pairing.module.css";

interface ContactDialogProps {
  pairing: PairingOut;
  onDone(): Promise<unknown>;
  onClose(): void;
}

/** What was done on a day, what was given, what comes next. */
export function ContactDialog({ pairing, onDone, onClose }: ContactDialogProps) {
  const { t } = useTranslation();
  const now = today(Date.now());
  const [on, setOn] = useState<string | null>(now);
  const [done, setDone] = useState("");
  const [help, setHelp] = useState<number | null>(null);
  const [kind, setKind] = useState("");
  const [next, setNext] = useState("");

  async function act() {
    const asked = { on: on ?? now, done, help_fen: help ?? 0, in_kind: kind, next };
    await enterPairingContact(pairing.id, asked, ifMatch(pairing));
    await onDone();
  }

  return (
    <ConfirmAct
      kind="plain"
      title={t("pairing:contact.title", { household: pairing.household_name })}
      verb={t("pairing:contact.verb")}
      effect={t("pairing:contact.effect")}
      ready={on !== null && done.trim() !== ""}
      act={act}
      onClose={onClose}
    >
      <div className={styles.asks}>
        <Labelled label={t("pairing:contact.on")}>
          {(id) => <DateField id={id} value={on} onChange={setOn} min={pairing.started_on} max={now} />}
        </Labelled>
        <Labelled label={t("pairing:contact.done")}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={3}
              maxLength={1000}
              value={done}
              onChange={(event) => setDone(event.target.value)}
            />
          )}
        </Labelled>
        <YuanField label={t("pairing:contact.money")} value={help} onChange={setHelp} />
        <Labelled label={t("pairing:contact.kind")}>
          {(id) => <Input id={id} maxLength={100} value={kind} onChange={(event) => setKind(event.target.value)} />}
        </Labelled>
        <Labelled label={t("pairing:contact.next")}>
          {(id) => <Input id={id} maxLength={200} value={next} onChange={(event) => setNext(event.target.value)} />}
        </Labelled>
      </div>
    </ConfirmAct>
  );
}
