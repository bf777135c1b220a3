import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import { getVoucherFile, stepVoucher } from "@unionhome/client/funds";
import type { StepVoucherBody, VoucherOut } from "@unionhome/client/model";
import { date, moment, yuan } from "@unionhome/words";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import { useTabTitle } from "../../../ui/page/tab";
import { PictureViewer } from "../../../ui/picture/PictureViewer";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { PageHead } from "../../../ui/record/PageHead";
import { Scroll } from "../../../ui/scroll/Scroll";
import { Status } from "../../../ui/status/Status";
import { Steps } from "../../../ui/status/Steps";
import { oneVoucher, useMoneyMoved, VOUCHER_MARK } from "../data";
import styles from "../fund.module.css";

const route = getRouteApi("/vouchers/$id");

/** A voucher as it lies on the desk of the second officer, and as it is printed on A4. */
export function VoucherPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const voucher = useQuery(oneVoucher(id));
  useTabTitle(voucher.data?.number, t("fund:voucher.one"));
  if (voucher.data) return <Body key={id} voucher={voucher.data} />;
  if (voucher.error) return <ProblemPage problem={voucher.error} onRetry={() => void voucher.refetch()} />;
  return null;
}

function Body({ voucher }: { voucher: VoucherOut }) {
  const { t } = useTranslation();
  const states = useDictionary("voucher_state");
  const [step, setStep] = useState<string | null>(null);
  const [shown, setShown] = useState(false);

  return (
    <div className={styles.page}>
      <PageHead
        title={voucher.number}
        marks={<Status mark={VOUCHER_MARK[voucher.state] ?? "settled"}>{states.label(voucher.state)}</Status>}
      >
        {voucher.has_file && <Button onClick={() => setShown(true)}>{t("fund:voucher.open_file")}</Button>}
        <Button icon="print" onClick={() => window.print()}>
          {t("fund:voucher.print")}
        </Button>
        <Steps
          steps={voucher.steps}
          destructive={["refuse", "withdraw"]}
          main="confirm"
          onStep={(one) => setStep(one.step)}
        />
      </PageHead>
      <Scroll className={styles.main} label={voucher.number}>
        <Paper voucher={voucher} />
      </Scroll>
      {shown && (
        <PictureViewer
          pictures={[
            {
              key: voucher.id,
              title: t("fund:voucher.file_of", { number: voucher.number }),
              note: `${voucher.made_by_name} ${moment(voucher.made_at)}`,
              load: () => getVoucherFile(voucher.id),
            },
          ]}
          onClose={() => setShown(false)}
        />
      )}
      {step && <VoucherStepDialog voucher={voucher} step={step} onClose={() => setStep(null)} />}
    </div>
  );
}

/** The sheet itself: who, what, how much in figures and in capitals, and the three who sign. */
function Paper({ voucher }: { voucher: VoucherOut }) {
  const { t } = useTranslation();
  const kinds = useDictionary("voucher_kind");
  const expense = voucher.kind === "expense";
  const stored = voucher.goods.length > 0;
  return (
    <article className={styles.paper}>
      <h2>{t("fund:voucher.heading")}</h2>
      <p className={styles.top}>
        <span>{voucher.organization_name}</span>
        <span>{date(voucher.made_at.slice(0, 10))}</span>
        <span>{voucher.number}</span>
      </p>
      <table>
        <tbody>
          <tr>
            <th scope="row">{t("fund:voucher.kind")}</th>
            <td>{kinds.label(voucher.kind)}</td>
            <th scope="row">
              {t(expense || voucher.kind === "purchase" ? "fund:voucher.invoice" : "fund:column.document")}
            </th>
            <td>{voucher.document_number || "—"}</td>
          </tr>
          <tr>
            <th scope="row">{t("fund:filter.fund_id")}</th>
            <td>
              <Link to="/funds/$id" params={{ id: voucher.fund_id }}>
                {voucher.fund_name}
              </Link>
            </td>
            <th scope="row">
              {t(expense ? "fund:voucher.payee" : stored ? "fund:voucher.from" : "fund:voucher.other")}
            </th>
            <td>{voucher.payee || (voucher.other_fund_name ?? "—")}</td>
          </tr>
          <tr>
            <th scope="row">{t("fund:voucher.amount")}</th>
            <td className={styles.sum}>{yuan(voucher.amount_fen)}</td>
            <th scope="row">{t("fund:voucher.capitals")}</th>
            <td>{voucher.amount_in_capitals}</td>
          </tr>
          <tr>
            <th scope="row">{t(expense ? "fund:voucher.purpose" : "fund:voucher.note")}</th>
            <td colSpan={expense ? 1 : 3}>{voucher.note || "—"}</td>
            {expense && (
              <>
                <th scope="row">{t("fund:voucher.households")}</th>
                <td>{voucher.households ?? "—"}</td>
              </>
            )}
          </tr>
          {voucher.lot_id && (
            <tr>
              <th scope="row">{t("fund:voucher.lot")}</th>
              <td>
                <Link to={`/funds/goods/${voucher.lot_id}` as never}>{t("fund:voucher.see_lot")}</Link>
              </td>
              <th scope="row">{t("fund:voucher.lost")}</th>
              <td>{voucher.pieces}</td>
            </tr>
          )}
          {voucher.goods.map((line, at) => (
            // A voucher never changes, so its lines are told apart by their place.
            <tr key={at}>
              <th scope="row">{at === 0 ? t("fund:voucher.goods") : ""}</th>
              <td translate="no">
                {line.name} {line.pieces} {line.unit} × {yuan(line.price_fen)}
              </td>
              <td className={styles.sum}>{yuan(line.pieces * line.price_fen)}</td>
              <td>
                {[line.kept_at, line.expires_on && t("fund:voucher.expires", { day: line.expires_on })]
                  .filter(Boolean)
                  .join("，") || "—"}
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t("fund:voucher.made")}</th>
            <td>
              {voucher.made_by_name} {moment(voucher.made_at)}
            </td>
            <th scope="row">{t("fund:voucher.checked")}</th>
            <td>{voucher.checked_at ? `${voucher.checked_by_name} ${moment(voucher.checked_at)}` : "—"}</td>
          </tr>
          {voucher.answer && (
            <tr>
              <th scope="row">{t("fund:voucher.answer")}</th>
              <td colSpan={3}>{voucher.answer}</td>
            </tr>
          )}
        </tbody>
      </table>
      <p className={styles.signs}>
        <span>{t("fund:voucher.sign_chief")}</span>
        <span>{t("fund:voucher.sign_checker")}</span>
        <span>{t("fund:voucher.sign_maker")}</span>
      </p>
    </article>
  );
}

function VoucherStepDialog({ voucher, step, onClose }: { voucher: VoucherOut; step: string; onClose(): void }) {
  const { t } = useTranslation();
  const moved = useMoneyMoved();
  const [once] = useState(newOnceKey);
  const [answer, setAnswer] = useState("");
  const label = voucher.steps.find((one) => one.step === step)?.label ?? step;
  const refuses = step === "refuse";
  return (
    <ConfirmAct
      kind={step === "confirm" ? "seal" : "destructive"}
      title={t("fund:step.title", { verb: label, name: voucher.number })}
      verb={label}
      effect={t(`fund:voucher.step_${step}`, { amount: yuan(voucher.amount_fen) })}
      ready={!refuses || answer.trim() !== ""}
      eager={step === "confirm"}
      act={async () => {
        const body = step === "confirm" ? { step } : { step, answer };
        await stepVoucher(voucher.id, body as StepVoucherBody, { ...ifMatch(voucher), idempotencyKey: once });
        moved();
      }}
      onClose={onClose}
    >
      {refuses && (
        <Labelled label={t("fund:voucher.answer")}>
          {(id) => <Input id={id} maxLength={200} value={answer} onChange={(event) => setAnswer(event.target.value)} />}
        </Labelled>
      )}
    </ConfirmAct>
  );
}
