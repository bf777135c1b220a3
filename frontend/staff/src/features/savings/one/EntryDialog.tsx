import type { SavingsEntryKind } from "@unionhome/client/model";
import { enterSavings } from "@unionhome/client/savings";
import { yuanInText } from "@unionhome/words";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";
import { YuanField } from "../../../ui/form/YuanField";
import { useOnce } from "../../../ui/page/useOnce";
import { useSavingsMoved } from "../data";
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
  const [amount, setAmount] = useState<number | null>(null);
  const [memo, setMemo] = useState("");
  const given = kind === "support";
  const most = kind === "draw" ? saver?.saved_fen : undefined;
  const fits = (amount ?? 0) > 0;
  return (
    <ConfirmAct
      kind="plain"
      title={t("savings:entry.title", { verb: t(`savings:entry.${kind}`), name: saver?.name ?? society.name })}
      verb={t(`savings:entry.${kind}`)}
      effect={saver ? t("savings:entry.saved", { sum: yuanInText(saver.saved_fen) }) : t("savings:entry.effect")}
      ready={fits && (!given || memo.trim() !== "")}
      act={async () => {
        const body = { society_id: society.id, kind, amount_fen: amount ?? 0, saver_id: saver?.id ?? null, memo };
        await once((options) => enterSavings(body, options));
        await moved();
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <YuanField label={t("savings:entry.amount")} min={1} max={most} value={amount} onChange={setAmount} />
        <Labelled label={t(given ? "savings:entry.source" : "savings:entry.memo")}>
          {(id) => <Input id={id} maxLength={100} value={memo} onChange={(event) => setMemo(event.target.value)} />}
        </Labelled>
      </div>
    </ConfirmAct>
  );
}
