import type { SavingsEntryKind } from "@unionhome/client/model";
import { enterSavings } from "@unionhome/client/savings";
import { yuanInText } from "@unionhome/words";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";
import { useOnce } from "../../../ui/page/useOnce";
import { AmountField } from "../AmountField";
import { fenTyped, useSavingsMoved } from "../data";
import styles from "../savings.module.css";

interface EntryDialogProps {
  society: { id: string; name: string };
  saver?: { id: string; name: string; saved_fen: number };
  kind: SavingsEntryKind & ("save" | "draw" | "support");
  onClose(): void;
}

/** What a saver brings or takes, or what is given to the society. */
export function EntryDialog({ society, saver, kind, onClose }: EntryDialogProps) {
  const { t } = useTranslation();
  const moved = useSavingsMoved();
  const once = useOnce();
  const [amount, setAmount] = useState("");
  const [memo, setMemo] = useState("");
  const fen = fenTyped(amount);
  const given = kind === "support";
  const fits = fen !== null && (kind !== "draw" || fen <= (saver?.saved_fen ?? 0));
  return (
    <ConfirmAct
      kind="plain"
      title={t("savings:entry.title", { verb: t(`savings:entry.${kind}`), name: saver?.name ?? society.name })}
      verb={t(`savings:entry.${kind}`)}
      effect={saver ? t("savings:entry.saved", { sum: yuanInText(saver.saved_fen) }) : t("savings:entry.effect")}
      ready={fits && (!given || memo.trim() !== "")}
      act={async () => {
        const body = { society_id: society.id, kind, amount_fen: fen ?? 0, saver_id: saver?.id ?? null, memo };
        await once((options) => enterSavings(body, options));
        await moved();
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <AmountField label={t("savings:entry.amount")} value={amount} onChange={setAmount} />
        <Labelled label={t(given ? "savings:entry.source" : "savings:entry.memo")}>
          {(id) => <Input id={id} maxLength={100} value={memo} onChange={(event) => setMemo(event.target.value)} />}
        </Labelled>
      </div>
    </ConfirmAct>
  );
}
