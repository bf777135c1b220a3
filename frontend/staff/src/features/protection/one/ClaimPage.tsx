import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import type { ClaimOut } from "@unionhome/client/model";
import { date, moment, range, yuan } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { PageHead } from "../../../ui/record/PageHead";
import { Section } from "../../../ui/record/Section";
import { Timeline } from "../../../ui/record/Timeline";
import { Scroll } from "../../../ui/scroll/Scroll";
import { Status } from "../../../ui/status/Status";
import { Steps } from "../../../ui/status/Steps";
import { CLAIM_MARK, oneClaim } from "../data";
import styles from "../protection.module.css";
import { CardDialog, ClaimStepDialog, PayDialog, RecallDialog } from "./ClaimDialogs";
import { Proofs } from "./Proofs";
import { Reckoning } from "./Reckoning";

const route = getRouteApi("/aid/mutual/claims/$id");
const MONEY_STEPS = ["pay", "recall"];

/** One claim: what happened, what the plan pays for it, its proofs, its way. */
export function ClaimPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const claim = useQuery(oneClaim(id));
  useTabTitle(claim.data?.number, t("protection:claim.one"));
  if (claim.data) return <Body key={id} claim={claim.data} />;
  if (claim.error) return <ProblemPage problem={claim.error} onRetry={() => void claim.refetch()} />;
  return null;
}

function Body({ claim }: { claim: ClaimOut }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const may = useAccess();
  const statuses = useDictionary("claim_status");
  const [step, setStep] = useState<string | null>(null);
  const offered = claim.steps.filter(
    (one) => (one.step !== "edit" || one.allowed) && (MONEY_STEPS.includes(one.step) ? may.payAid : may.editHouseholds),
  );
  const close = () => setStep(null);
  return (
    <div className={styles.page}>
      <PageHead
        title={claim.number}
        marks={<Status mark={CLAIM_MARK[claim.status] ?? "settled"}>{statuses.label(claim.status)}</Status>}
        facts={[
          [t("protection:column.member"), claim.name],
          [
            t("protection:column.plan"),
            <Link key="plan" to="/aid/mutual/plans/$id" params={{ id: claim.plan_id }}>
              {claim.plan_name}
            </Link>,
          ],
          [t("protection:column.organization"), claim.organization_name],
          [t("protection:claim.amount"), claim.amount_fen ? yuan(claim.amount_fen) : "—"],
        ]}
      >
        {may.payAid && claim.status === "approved" && claim.bank_card && (
          <Button onClick={() => setStep("card")}>{t("protection:card.verb")}</Button>
        )}
        <Steps
          steps={offered}
          destructive={["refuse", "withdraw", "revoke", "recall"]}
          onStep={(one) =>
            one.step === "edit"
              ? void go({ to: "/aid/mutual/claims/$id/edit", params: { id: claim.id } })
              : setStep(one.step)
          }
        />
      </PageHead>
      <Scroll className={styles.main} label={claim.number}>
        <Section kind="ruled" title={t("protection:claim.event")}>
          <Facts claim={claim} />
        </Section>
        {claim.reckoning.length > 0 && (
          <Section kind="ruled" title={t("protection:claim.reckoning")} note={t("protection:claim.frozen")}>
            <Reckoning lines={claim.reckoning} />
          </Section>
        )}
        <Proofs claim={claim} />
        <Way claim={claim} />
      </Scroll>
      {step === "pay" && <PayDialog claim={claim} onClose={close} />}
      {step === "recall" && <RecallDialog claim={claim} onClose={close} />}
      {step === "card" && <CardDialog claim={claim} onClose={close} />}
      {step && !["pay", "recall", "card"].includes(step) && (
        <ClaimStepDialog claim={claim} step={step} onClose={close} />
      )}
    </div>
  );
}

function Facts({ claim }: { claim: ClaimOut }) {
  const { t } = useTranslation();
  const ways = useDictionary("claim_way");
  const hidden = <span className="ink-3">{t("protection:claim.hidden")}</span>;
  return (
    <DescriptionList labels={110}>
      <Field label={t("protection:claim.event_on")}>{date(claim.event_on)}</Field>
      <Field label={t("protection:column.days")}>{range(claim.claims_from, claim.ends_on)}</Field>
      <Field label={t("protection:claim.illness")}>{claim.illness ?? hidden}</Field>
      {claim.item !== "" && <Field label={t("protection:column.item")}>{claim.item ?? hidden}</Field>}
      <Field label={t("protection:claim.self_paid")}>{yuan(claim.self_paid_fen)}</Field>
      <Field label={t("protection:claim.payee")}>{[claim.bank, claim.bank_card].filter(Boolean).join(" ")}</Field>
      {claim.paid_at && (
        <Field label={t("protection:claim.paid")}>
          {[claim.way && ways.label(claim.way), claim.document_number, claim.payer_name, moment(claim.paid_at)]
            .filter(Boolean)
            .join(" · ")}
        </Field>
      )}
    </DescriptionList>
  );
}

/** Every step with who took it; a no stands with its reason. */
function Way({ claim }: { claim: ClaimOut }) {
  const { t } = useTranslation();
  const steps = useDictionary("claim_step");
  if (claim.log.length === 0) return null;
  return (
    <Section kind="ruled" title={t("protection:claim.way")}>
      <Timeline
        items={claim.log.map((each, place) => ({
          key: String(place),
          state: ["return", "refuse", "revoke", "recall"].includes(each.step) ? "returned" : "done",
          title: steps.label(each.step),
          by: `${each.by_office} ${each.by_name}`,
          at: moment(each.at),
          children: each.reason || undefined,
        }))}
      />
    </Section>
  );
}
