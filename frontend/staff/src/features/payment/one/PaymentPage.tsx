import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import type { PaymentOut } from "@unionhome/client/model";
import { getPaymentPhoto, getPaymentSignature, stepPayment } from "@unionhome/client/payments";
import { moment, yuan } from "@unionhome/words";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import { useAccess } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { PictureViewer } from "../../../ui/picture/PictureViewer";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { PageHead } from "../../../ui/record/PageHead";
import { Scroll } from "../../../ui/scroll/Scroll";
import { Status } from "../../../ui/status/Status";
import { Steps } from "../../../ui/status/Steps";
import { onePayment, PAYMENT_MARK, usePaid } from "../data";
import styles from "../payment.module.css";

const route = getRouteApi("/aid/payments/$id");

/** One payment, with its proofs; as a receipt it is printed on A4. */
export function PaymentPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const payment = useQuery(onePayment(id));
  useTabTitle(payment.data?.payee, t("payment:one"));
  if (payment.data) return <Body key={id} payment={payment.data} />;
  if (payment.error) return <ProblemPage problem={payment.error} onRetry={() => void payment.refetch()} />;
  return null;
}

function Body({ payment }: { payment: PaymentOut }) {
  const { t } = useTranslation();
  const may = useAccess();
  const states = useDictionary("payment_state");
  const [recalling, setRecalling] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  return (
    <div className={styles.page}>
      <PageHead
        title={payment.payee}
        note={payment.case_number}
        marks={<Status mark={PAYMENT_MARK[payment.state] ?? "settled"}>{states.label(payment.state)}</Status>}
      >
        {payment.has_proofs && (
          <>
            <Button onClick={() => setShown("signature")}>{t("payment:hand.signature")}</Button>
            <Button onClick={() => setShown("photo")}>{t("payment:hand.photo")}</Button>
          </>
        )}
        <Button icon="print" onClick={() => window.print()}>
          {t("payment:receipt.print")}
        </Button>
        {may.payAid && <Steps steps={payment.steps} destructive={["recall"]} onStep={() => setRecalling(true)} />}
      </PageHead>
      <Scroll className={styles.main} label={payment.payee}>
        <Receipt payment={payment} />
      </Scroll>
      {shown && <Proofs payment={payment} first={shown} onClose={() => setShown(null)} />}
      {recalling && <RecallDialog payment={payment} onClose={() => setRecalling(false)} />}
    </div>
  );
}

/** What shows that the money arrived: the signed sheet and the picture of the moment. */
function Proofs({ payment, first, onClose }: { payment: PaymentOut; first: string; onClose(): void }) {
  const { t } = useTranslation();
  const proof = (key: "signature" | "photo", load: () => Promise<unknown>) => {
    const title = t(`payment:hand.${key}`);
    return { key, title: `${payment.payee} ${title}`, note: moment(payment.paid_at), load };
  };
  return (
    <PictureViewer
      first={first}
      pictures={[
        proof("signature", () => getPaymentSignature(payment.id)),
        proof("photo", () => getPaymentPhoto(payment.id)),
      ]}
      onClose={onClose}
    />
  );
}

/** The receipt: who got what, in figures and in capitals, out of which money. */
function Receipt({ payment }: { payment: PaymentOut }) {
  const { t } = useTranslation();
  const ways = useDictionary("payment_way");
  return (
    <article className={styles.paper}>
      <h2>{t("payment:receipt.heading")}</h2>
      <table>
        <tbody>
          <tr>
            <th scope="row">{t("payment:column.payee")}</th>
            <td>{payment.payee}</td>
            <th scope="row">{t("payment:column.organization")}</th>
            <td>{payment.organization_name}</td>
          </tr>
          <tr>
            <th scope="row">{t("payment:column.case")}</th>
            <td>
              <Link to={`/aid/cases/${payment.case_id}` as never}>{payment.case_number}</Link>
            </td>
            <th scope="row">{t("payment:column.fund")}</th>
            <td>
              <Link to={`/funds/${payment.fund_id}` as never}>{payment.fund_name ?? "—"}</Link>
            </td>
          </tr>
          <tr>
            <th scope="row">{t("payment:column.amount")}</th>
            <td className={styles.sum}>{yuan(payment.amount_fen)}</td>
            <th scope="row">{t("payment:receipt.capitals")}</th>
            <td>{payment.amount_in_capitals}</td>
          </tr>
          <tr>
            <th scope="row">{t("payment:column.way")}</th>
            <td>
              {ways.label(payment.way)} {payment.goods}
            </td>
            <th scope="row">{t("payment:column.card")}</th>
            <td>{payment.card ? `${payment.bank} ${payment.card}` : "—"}</td>
          </tr>
          <tr>
            <th scope="row">{t("payment:column.payer")}</th>
            <td>{payment.payer_name || "—"}</td>
            <th scope="row">{t("payment:column.paid_at")}</th>
            <td>{moment(payment.paid_at)}</td>
          </tr>
          {(payment.reason || payment.bank_reason) && (
            <tr>
              <th scope="row">{t("payment:column.reason")}</th>
              <td colSpan={3}>{payment.reason || payment.bank_reason}</td>
            </tr>
          )}
          {payment.batch_id && (
            <tr>
              <th scope="row">{t("payment:batch.one")}</th>
              <td colSpan={3}>
                <Link to="/aid/payments/batches/$id" params={{ id: payment.batch_id }}>
                  {t("payment:batch.open")}
                </Link>
              </td>
            </tr>
          )}
        </tbody>
      </table>
      <p className={styles.signs}>
        <span>{t("payment:receipt.sign_payee")}</span>
        <span>{t("payment:receipt.sign_payer")}</span>
        <span>{t("payment:receipt.sign_date")}</span>
      </p>
    </article>
  );
}

function RecallDialog({ payment, onClose }: { payment: PaymentOut; onClose(): void }) {
  const { t } = useTranslation();
  const paid = usePaid();
  const [once] = useState(newOnceKey);
  const [reason, setReason] = useState("");
  const label = payment.steps[0]?.label ?? "";
  return (
    <ConfirmAct
      title={t("payment:step.title", { verb: label, number: payment.case_number })}
      verb={label}
      effect={t("payment:step.recall", { amount: yuan(payment.amount_fen) })}
      ready={reason.trim().length >= 2}
      act={async () => {
        const options = { ...ifMatch(payment), idempotencyKey: once };
        await stepPayment(payment.id, { step: "recall", reason }, options);
        paid();
      }}
      onClose={onClose}
    >
      <Labelled label={t("payment:column.reason")}>
        {(id) => <Input id={id} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Labelled>
    </ConfirmAct>
  );
}
