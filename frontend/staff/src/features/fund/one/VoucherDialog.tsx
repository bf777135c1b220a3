import { useQuery } from "@tanstack/react-query";
import { proposeVoucher } from "@unionhome/client/funds";
import type { FundOut, VoucherKind } from "@unionhome/client/model";
import { Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sendFile } from "../../../queries/file";
import { openFunds } from "../../../queries/fund";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { DateField } from "../../../ui/form/DateField";
import { Labelled } from "../../../ui/form/Labelled";
import { YuanField } from "../../../ui/form/YuanField";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import { useMoneyMoved } from "../data";
import styles from "../fund.module.css";

interface VoucherDialogProps {
  fund: FundOut;
  kind: VoucherKind;
  onClose(): void;
}

/** Money that comes in, a budget that goes down or comes back, an expense beside cases: written down here, booked by another officer. */
export function VoucherDialog({ fund, kind, onClose }: VoucherDialogProps) {
  const { t } = useTranslation();
  const kinds = useDictionary("voucher_kind");
  const moved = useMoneyMoved();
  const budget = kind === "hand_down" || kind === "take_back";
  const expense = kind === "expense";
  const others = useQuery({ ...openFunds, enabled: budget }).data?.items ?? [];
  const [once] = useState(newOnceKey);
  const [amount, setAmount] = useState<number | null>(null);
  const [other, setOther] = useState<string>();
  const [number, setNumber] = useState("");
  const [on, setOn] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const [payee, setPayee] = useState("");
  const [households, setHouseholds] = useState<number | null>(null);
  const [picture, setPicture] = useState<File | null>(null);
  return (
    <ConfirmAct
      kind="plain"
      title={t("fund:voucher.make", { kind: kinds.label(kind), name: fund.name })}
      verb={t("fund:voucher.propose")}
      effect={t("fund:voucher.effect")}
      ready={
        (amount ?? 0) > 0 &&
        number.trim() !== "" &&
        (!budget || other !== undefined) &&
        (!expense || (payee.trim() !== "" && note.trim() !== ""))
      }
      act={async () => {
        const file = picture && (await sendFile(picture, "proof"));
        await proposeVoucher(
          {
            kind,
            fund_id: fund.id,
            other_fund_id: other ?? null,
            reverses_id: null,
            amount_fen: amount,
            document_number: number,
            document_on: on,
            file_id: file?.id ?? null,
            note,
            payee,
            households,
          },
          { idempotencyKey: once },
        );
        moved();
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        {budget && (
          <Labelled label={t(`fund:voucher.${kind}`)}>
            {(id) => (
              <Select
                id={id}
                showSearch
                optionFilterProp="label"
                value={other}
                onChange={setOther}
                options={others
                  .filter((each) => each.organization_id !== fund.organization_id)
                  .map((each) => ({ value: each.id, label: `${each.organization_name} ${each.name}` }))}
              />
            )}
          </Labelled>
        )}
        <YuanField label={t("fund:voucher.amount")} min={1} value={amount} onChange={setAmount} />
        {expense && (
          <Labelled label={t("fund:voucher.payee")}>
            {(id) => <Input id={id} maxLength={100} value={payee} onChange={(event) => setPayee(event.target.value)} />}
          </Labelled>
        )}
        <Labelled label={t(expense ? "fund:voucher.invoice" : "fund:column.document")}>
          {(id) => <Input id={id} maxLength={100} value={number} onChange={(event) => setNumber(event.target.value)} />}
        </Labelled>
        <Labelled label={t("fund:voucher.document_on")}>
          {(id) => <DateField id={id} value={on} onChange={setOn} />}
        </Labelled>
        <Labelled label={t(expense ? "fund:voucher.purpose" : "fund:voucher.note")}>
          {(id) => <Input id={id} maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />}
        </Labelled>
        {expense && (
          <Labelled label={t("fund:voucher.households_asked")}>
            {(id) => (
              <InputNumber
                id={id}
                min={1}
                max={1_000_000}
                precision={0}
                value={households}
                onChange={setHouseholds}
                style={{ width: "100%" }}
              />
            )}
          </Labelled>
        )}
        <Labelled label={t("fund:voucher.file")}>
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
