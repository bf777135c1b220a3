import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { LoanOut } from "@unionhome/client/model";
import { getLoanSignature } from "@unionhome/client/savings";
import { count, date, moment, today, yuan } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { PictureViewer } from "../../../ui/picture/PictureViewer";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { PageHead } from "../../../ui/record/PageHead";
import { Section } from "../../../ui/record/Section";
import { Scroll } from "../../../ui/scroll/Scroll";
import { Status } from "../../../ui/status/Status";
import { Steps } from "../../../ui/status/Steps";
import { LOAN_MARKS, oneLoan } from "../data";
import styles from "../savings.module.css";
import { LoanStepDialog } from "./LoanStepDialog";
import { Plan } from "./Plan";

const route = getRouteApi("/aid/savings/loans/$id");

/** One loan: what was asked, who decided, its plan and where that is. */
export function LoanPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const loan = useQuery(oneLoan(id));
  useTabTitle(loan.data && `${loan.data.name} ${loan.data.number}`, t("savings:loan.one"));
  if (loan.data) return <Body key={id} loan={loan.data} />;
  if (loan.error) return <ProblemPage problem={loan.error} onRetry={() => void loan.refetch()} />;
  return null;
}

function Body({ loan }: { loan: LoanOut }) {
  const { t } = useTranslation();
  const may = useAccess();
  const states = useDictionary("loan_state");
  const ways = useDictionary("loan_way");
  const [step, setStep] = useState<string | null>(null);
  const [shown, setShown] = useState(false);
  const late = loan.overdue_days > 0;
  return (
    <div className={styles.page}>
      <PageHead
        title={loan.name}
        note={loan.number}
        marks={
          <Status mark={late ? "returned" : LOAN_MARKS[loan.state]}>
            {late ? t("savings:loan.late", { days: count(loan.overdue_days) }) : states.label(loan.state)}
          </Status>
        }
        facts={[
          [
            t("savings:one"),
            <Link key="society" to="/aid/savings/$id" params={{ id: loan.society_id }} search={{ tab: "loans" }}>
              {loan.society_name}
            </Link>,
          ],
          [t("savings:loan.amount"), yuan(loan.amount_fen)],
          [t("savings:loan.repaid"), yuan(loan.repaid_fen)],
          [t("savings:loan.owed"), <b key="owed">{yuan(owedOf(loan))}</b>],
        ]}
      >
        {loan.has_signature && <Button onClick={() => setShown(true)}>{t("savings:loan.signature")}</Button>}
        <Link to="/aid/savings/savers/$id" params={{ id: loan.saver_id }}>
          <Button tabIndex={-1}>{t("savings:passbook")}</Button>
        </Link>
        {may.keepSavings && (
          <Steps
            steps={loan.steps}
            destructive={["refuse", "withdraw", "ask_write_off", "write_off"]}
            onStep={(one) => setStep(one.step)}
          />
        )}
      </PageHead>
      <Scroll className={styles.main} label={loan.name}>
        <DescriptionList labels={110}>
          <Field label={t("savings:loan.purpose")}>{loan.purpose}</Field>
          <Field label={t("savings:loan.hardship")}>{loan.hardship}</Field>
          <Field label={t("savings:loan.capitals")}>{loan.amount_in_capitals}</Field>
          <Field label={t("savings:loan.made")} note={moment(loan.made_at)}>
            {loan.maker_name}
          </Field>
          {loan.checker_name && (
            <Field label={t("savings:loan.decided")} note={loan.answer || moment(loan.decided_at)}>
              {loan.checker_name}
            </Field>
          )}
          {loan.way && (
            <Field label={t("savings:loan.paid")} note={`${moment(loan.paid_at)} ${loan.bank_reference}`}>
              {`${loan.payer_name} ${ways.label(loan.way)}`}
            </Field>
          )}
          {loan.write_off_reason && (
            <Field label={t("savings:loan.write_off")} note={loan.write_off_reason}>
              {[loan.proposer_name, loan.written_off_by_name].filter(Boolean).join(" / ")}
            </Field>
          )}
          {loan.ended_on && <Field label={t("savings:loan.ended")}>{date(loan.ended_on)}</Field>}
        </DescriptionList>
        <Section
          kind="ruled"
          title={t("savings:loan.plan")}
          note={loan.paid_at ? undefined : t("savings:loan.plan_if")}
        >
          <Plan
            parts={loan.plan}
            state={loan.paid_at ? { repaid_fen: loan.repaid_fen, today: today(Date.now()) } : undefined}
          />
        </Section>
      </Scroll>
      {shown && (
        <PictureViewer
          pictures={[
            {
              key: loan.id,
              title: `${loan.name} ${t("savings:loan.signature")}`,
              note: moment(loan.paid_at),
              load: () => getLoanSignature(loan.id),
            },
          ]}
          onClose={() => setShown(false)}
        />
      )}
      {step && <LoanStepDialog loan={loan} step={step} onClose={() => setStep(null)} />}
    </div>
  );
}

function owedOf(loan: LoanOut): number {
  return loan.state === "running" ? loan.amount_fen - loan.repaid_fen : 0;
}
