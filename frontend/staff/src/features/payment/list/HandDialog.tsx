import { useQuery } from "@tanstack/react-query";
import type { PaymentWay } from "@unionhome/client/model";
import { givePayment } from "@unionhome/client/payments";
import { yuan } from "@unionhome/words";
import { Input, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sendFile } from "../../../queries/file";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import { payable, usePaid } from "../data";
import styles from "../payment.module.css";
import { FundChoice } from "./FundChoice";

const proof = async (file: File) => (await sendFile(file, "proof")).id;

/** Cash or goods that were handed over: to whom, with the signature and a photo. */
export function HandDialog({ onClose, onMade }: { onClose(): void; onMade(id: string): void }) {
  const { t } = useTranslation();
  const ways = useDictionary("payment_way");
  const paid = usePaid();
  const [once] = useState(newOnceKey);
  const [fund, setFund] = useState<string>();
  const [one, setOne] = useState<string>();
  const [way, setWay] = useState<PaymentWay>("cash");
  const [goods, setGoods] = useState("");
  const [signature, setSignature] = useState<File | null>(null);
  const [photo, setPhoto] = useState<File | null>(null);
  const items = useQuery(payable(fund)).data?.items ?? [];
  // What a visit has brought was signed for and photographed there.
  const visit = way === "cash" ? items.find((each) => each.id === one)?.visit_id : null;
  const proved = visit != null || (signature !== null && photo !== null);
  const ready = one !== undefined && proved && (way === "cash" || goods.trim() !== "");
  return (
    <ConfirmAct
      kind="seal"
      title={t("payment:hand.title")}
      verb={t("payment:hand.verb")}
      effect={t("payment:hand.effect")}
      ready={ready}
      act={async () => {
        const said = {
          case_id: one as string,
          way,
          goods: way === "goods" ? goods : "",
          ...(visit
            ? { visit_id: visit }
            : { signature_id: await proof(signature as File), photo_id: await proof(photo as File) }),
        };
        const payment = await givePayment(said, { idempotencyKey: once });
        paid();
        onMade(payment.id);
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <FundChoice value={fund} onChange={setFund} />
        <Labelled label={t("payment:column.case")}>
          {(id) => (
            <Select
              id={id}
              showSearch
              optionFilterProp="label"
              disabled={!fund}
              value={one}
              onChange={setOne}
              options={items.map((each) => ({
                value: each.id,
                label: `${each.name} ${each.number} ${yuan(each.amount_fen)}`,
              }))}
            />
          )}
        </Labelled>
        <Radio.Group
          aria-label={t("payment:column.way")}
          value={way}
          onChange={(event) => setWay(event.target.value)}
          options={ways.choices.filter((each) => each.value !== "bank").map((each) => ({ ...each }))}
        />
        {way === "goods" && (
          <Labelled label={t("payment:hand.goods")}>
            {(id) => <Input id={id} maxLength={200} value={goods} onChange={(event) => setGoods(event.target.value)} />}
          </Labelled>
        )}
        {visit ? (
          <p className="ink-2">{t("payment:hand.visit")}</p>
        ) : (
          <>
            <Picture label={t("payment:hand.signature")} onPick={setSignature} />
            <Picture label={t("payment:hand.photo")} onPick={setPhoto} />
          </>
        )}
      </div>
    </ConfirmAct>
  );
}

function Picture({ label, onPick }: { label: string; onPick(file: File | null): void }) {
  return (
    <Labelled label={label}>
      {(id) => (
        <input
          id={id}
          type="file"
          accept="image/png,image/jpeg"
          onChange={(event) => onPick(event.target.files?.[0] ?? null)}
        />
      )}
    </Labelled>
  );
}
