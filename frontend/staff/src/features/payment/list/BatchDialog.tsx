import { useQuery } from "@tanstack/react-query";
import type { PayableItem, PaymentBatchMade } from "@unionhome/client/model";
import { makePaymentBatch } from "@unionhome/client/payments";
import { count, yuan } from "@unionhome/words";
import { Input } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Dialog } from "../../../ui/dialog/Dialog";
import { Labelled } from "../../../ui/form/Labelled";
import { newOnceKey } from "../../../ui/page/once";
import { payable, usePaid } from "../data";
import styles from "../payment.module.css";
import { FundChoice } from "./FundChoice";

/** Whom the bank can pay: the file has a card, and no visit has brought the money. */
const banks = (each: PayableItem) => each.has_card && !each.visit_id;

/** A batch from the approved cases of a fund: all of them, or those that are ticked. */
export function BatchDialog({ onClose, onMade }: { onClose(): void; onMade(id: string): void }) {
  const { t } = useTranslation();
  const paid = usePaid();
  const [once] = useState(newOnceKey);
  const [fund, setFund] = useState<string>();
  const [purpose, setPurpose] = useState("");
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  const [made, setMade] = useState<PaymentBatchMade | null>(null);
  // The act closes the dialog that began it, which knows nothing of what was answered since.
  const answered = useRef(false);
  const cases = useQuery(payable(fund)).data;
  const items = cases?.items ?? [];
  const chosen = items.filter((each) => banks(each) && !off.has(each.id));
  const all = off.size === 0 && cases?.next_cursor !== null;

  const why = (each: PayableItem) =>
    each.visit_id ? t("payment:batch.brought") : each.has_card ? (each.refused ?? "") : t("payment:batch.no_card");

  if (made && made.left_out.length > 0)
    return (
      <Dialog
        title={t("payment:batch.left_out", { number: made.number, count: made.left_out.length })}
        onClose={() => onMade(made.id)}
        foot={
          <Button kind="main" size={32} onClick={() => onMade(made.id)}>
            {t("payment:batch.open")}
          </Button>
        }
      >
        <ul className={styles.said}>
          {made.left_out.map((each) => (
            <li key={each.case_id}>{each.detail}</li>
          ))}
        </ul>
      </Dialog>
    );
  return (
    <ConfirmAct
      kind="plain"
      title={t("payment:batch.make")}
      verb={t("payment:batch.make")}
      effect={t("payment:batch.effect")}
      ready={fund !== undefined && chosen.length > 0}
      act={async () => {
        const answer = await makePaymentBatch(
          {
            fund_id: fund as string,
            purpose,
            all,
            case_ids: all ? null : chosen.map((each) => each.id),
          },
          { idempotencyKey: once },
        );
        paid();
        answered.current = true;
        if (answer.left_out.length === 0) onMade(answer.id);
        else setMade(answer);
      }}
      onClose={() => {
        if (!answered.current) onClose();
      }}
    >
      <div className={styles.fields}>
        <FundChoice value={fund} onChange={setFund} />
        <Labelled label={t("payment:batch.purpose")}>
          {(id) => (
            <Input id={id} maxLength={60} value={purpose} onChange={(event) => setPurpose(event.target.value)} />
          )}
        </Labelled>
        {fund && (
          <fieldset className={styles.choose}>
            <legend>
              {t("payment:batch.chosen", {
                count: chosen.length,
                total: count(items.length),
                amount: yuan(chosen.reduce((sum, each) => sum + each.amount_fen, 0)),
              })}
            </legend>
            {items.map((each) => (
              <label key={each.id}>
                <input
                  type="checkbox"
                  disabled={!banks(each)}
                  checked={banks(each) && !off.has(each.id)}
                  onChange={(event) => {
                    const next = new Set(off);
                    if (event.target.checked) next.delete(each.id);
                    else next.add(each.id);
                    setOff(next);
                  }}
                />
                <span>
                  {each.name} {each.number}
                </span>
                <span className="ink-3">{why(each)}</span>
                <b>{yuan(each.amount_fen)}</b>
              </label>
            ))}
          </fieldset>
        )}
      </div>
    </ConfirmAct>
  );
}
