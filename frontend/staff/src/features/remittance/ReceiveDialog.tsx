import { useQuery } from "@tanstack/react-query";
import { proposeVoucher } from "@unionhome/client/funds";
import type { RemittanceItem } from "@unionhome/client/model";
import { today, yuan } from "@unionhome/words";
import { Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { openFunds } from "../../queries/fund";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { DateField } from "../../ui/form/DateField";
import { Labelled } from "../../ui/form/Labelled";
import { YuanField } from "../../ui/form/YuanField";
import { useOnce } from "../../ui/page/useOnce";
import { useRemittancesMoved } from "./data";
import styles from "./remittance.module.css";

interface ReceiveDialogProps {
  duty: RemittanceItem;
  onClose(): void;
}

/** What came from a union below: written down as income of a fund of one's own, booked by another officer. */
export function ReceiveDialog({ duty, onClose }: ReceiveDialogProps) {
  const { t } = useTranslation();
  const moved = useRemittancesMoved();
  const once = useOnce();
  const now = today(Date.now());
  const funds = (useQuery(openFunds).data?.items ?? []).filter((fund) => fund.organization_id === duty.to_id);
  const [picked, setPicked] = useState<string>();
  const fund = picked ?? (funds.length === 1 ? funds[0]?.id : undefined);
  const [amount, setAmount] = useState<number | null>(duty.owed_fen);
  const [number, setNumber] = useState("");
  const [on, setOn] = useState<string | null>(now);
  return (
    <ConfirmAct
      kind="plain"
      title={t("remittance:receive.title", { name: duty.organization_name })}
      verb={t("remittance:receive.propose")}
      effect={t("remittance:receive.effect", { owed: yuan(duty.owed_fen) })}
      ready={fund !== undefined && (amount ?? 0) > 0 && number.trim() !== ""}
      act={async () => {
        const voucher = {
          kind: "income" as const,
          fund_id: fund,
          remittance_id: duty.id,
          amount_fen: amount,
          document_number: number,
          document_on: on,
          note: t("remittance:receive.note", { name: duty.organization_name, year: String(duty.year) }),
        };
        await once((options) => proposeVoucher(voucher, options));
        await moved();
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <Labelled label={t("remittance:receive.fund")}>
          {(id) => (
            <Select
              id={id}
              value={fund}
              options={funds.map((one) => ({ value: one.id, label: one.name }))}
              notFoundContent={t("remittance:receive.no_fund")}
              onChange={setPicked}
            />
          )}
        </Labelled>
        <YuanField
          label={t("remittance:receive.amount")}
          min={1}
          max={duty.owed_fen}
          value={amount}
          onChange={setAmount}
        />
        <div className={styles.pair}>
          <Labelled label={t("remittance:receive.document")}>
            {(id) => (
              <Input id={id} maxLength={100} value={number} onChange={(event) => setNumber(event.target.value)} />
            )}
          </Labelled>
          <Labelled label={t("remittance:receive.on")}>
            {(id) => <DateField id={id} value={on} onChange={setOn} max={now} />}
          </Labelled>
        </div>
      </div>
    </ConfirmAct>
  );
}
