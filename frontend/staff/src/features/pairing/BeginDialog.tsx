import type { HelperKind } from "@unionhome/client/model";
import { beginPairing } from "@unionhome/client/pairings";
import { today } from "@unionhome/words";
import { Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { DateField } from "../../ui/form/DateField";
import { Labelled } from "../../ui/form/Labelled";
import { useDictionary } from "../../ui/page/dictionary";
import { useOnce } from "../../ui/page/useOnce";
import styles from "./pairing.module.css";

interface BeginDialogProps {
  household: string;
  onDone(): Promise<unknown>;
  onClose(): void;
}

const KINDS: HelperKind[] = ["cadre", "unit"];

/** Who looks after this household from a day on: a cadre by name and post, or a unit. */
export function BeginDialog({ household, onDone, onClose }: BeginDialogProps) {
  const { t } = useTranslation();
  const kinds = useDictionary("helper_kind");
  const now = today(Date.now());
  const once = useOnce();
  const [kind, setKind] = useState<HelperKind>("cadre");
  const [name, setName] = useState("");
  const [post, setPost] = useState("");
  const [on, setOn] = useState<string | null>(now);

  async function act() {
    const asked = { household_id: household, kind, name, post: kind === "cadre" ? post : "", started_on: on ?? now };
    await once((options) => beginPairing(asked, options));
    await onDone();
  }

  return (
    <ConfirmAct
      kind="plain"
      title={t("pairing:begin.title")}
      verb={t("pairing:begin.verb")}
      effect={t("pairing:begin.effect")}
      ready={on !== null && name.trim() !== ""}
      act={act}
      onClose={onClose}
    >
      <div className={styles.asks}>
        <Radio.Group
          value={kind}
          onChange={(event) => setKind(event.target.value)}
          options={KINDS.map((value) => ({ value, label: kinds.label(value) }))}
        />
        <Labelled label={t(kind === "cadre" ? "pairing:begin.name" : "pairing:begin.unit")}>
          {(id) => <Input id={id} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />}
        </Labelled>
        {kind === "cadre" && (
          <Labelled label={t("pairing:column.post")}>
            {(id) => <Input id={id} maxLength={60} value={post} onChange={(event) => setPost(event.target.value)} />}
          </Labelled>
        )}
        <Labelled label={t("pairing:column.started")}>
          {(id) => <DateField id={id} value={on} onChange={setOn} max={now} />}
        </Labelled>
      </div>
    </ConfirmAct>
  );
}
