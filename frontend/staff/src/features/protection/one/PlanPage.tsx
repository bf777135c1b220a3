import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import type { ProtectionPlanOut, ProtectionPlanStep } from "@unionhome/client/model";
import { stepProtectionPlan } from "@unionhome/client/mutual-aid";
import { count, yuan } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { PageHead } from "../../../ui/record/PageHead";
import { Section } from "../../../ui/record/Section";
import { Scroll } from "../../../ui/scroll/Scroll";
import { Status } from "../../../ui/status/Status";
import { Steps } from "../../../ui/status/Steps";
import { onePlan, PLAN_MARK, unitsBelow, useChanged } from "../data";
import { Bar } from "../list/Bar";
import styles from "../protection.module.css";

const route = getRouteApi("/aid/mutual/plans/$id");

/** One plan: for whom, at what price, what it pays, how far the units are. */
export function PlanPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const plan = useQuery(onePlan(id));
  useTabTitle(plan.data?.name, t("protection:plan.one"));
  if (plan.data) return <Body key={id} plan={plan.data} />;
  if (plan.error) return <ProblemPage problem={plan.error} onRetry={() => void plan.refetch()} />;
  return null;
}

function Body({ plan }: { plan: ProtectionPlanOut }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const may = useAccess();
  const kinds = useDictionary("protection_kind");
  const statuses = useDictionary("protection_plan_status");
  const sexes = useDictionary("sex");
  const [step, setStep] = useState<string | null>(null);
  const facts: [string, string][] = [
    ["audience", plan.audience || t("protection:plan.everybody")],
    ["ages", t("protection:plan.ages", { from: plan.lowest_age, to: plan.highest_age })],
    ["sex", plan.sex ? sexes.label(plan.sex) : t("protection:plan.any_sex")],
    ["share", t("protection:plan.share", { yuan: yuan(plan.share_fen), years: plan.years })],
    ["most_shares", count(plan.most_shares)],
    ["waiting", t("protection:plan.days", { n: plan.waiting_days })],
    ["bar", t("protection:plan.bar", { percent: plan.bar_percent, below: plan.all_below })],
  ];
  return (
    <div className={styles.page}>
      <PageHead
        title={plan.name}
        marks={<Status mark={PLAN_MARK[plan.status] ?? "settled"}>{statuses.label(plan.status)}</Status>}
        facts={[
          [t("protection:column.kind"), kinds.label(plan.kind)],
          [t("protection:column.runner"), plan.organization_name],
          [t("protection:column.insured"), count(plan.insured)],
          [t("protection:column.received"), yuan(plan.received_fen)],
        ]}
      >
        {may.seeFunds && (
          <Link to="/funds/$id" params={{ id: plan.fund_id }}>
            <Button tabIndex={-1}>{t("protection:plan.fund")}</Button>
          </Link>
        )}
        {may.setAidPolicies && (
          <Steps
            steps={plan.steps}
            destructive={["close"]}
            onStep={(one) =>
              one.step === "edit"
                ? void go({ to: "/aid/mutual/plans/$id/edit", params: { id: plan.id } })
                : setStep(one.step)
            }
          />
        )}
        {may.editHouseholds && plan.status === "open" && (
          <Button kind="main" onClick={() => void go({ to: "/aid/mutual/enrol", search: { plan_id: plan.id } })}>
            {t("protection:enrol.verb")}
          </Button>
        )}
      </PageHead>
      <Scroll className={styles.main} label={plan.name}>
        <Section kind="ruled" title={t("protection:plan.conditions")}>
          <dl className={styles.facts}>
            {facts.map(([key, value]) => (
              <div key={key}>
                <dt>{t(`protection:fact.${key}`)}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </Section>
        <Section kind="ruled" title={t("protection:column.benefit")} note={t("protection:plan.for_share")}>
          <Benefit plan={plan} />
        </Section>
        <Units plan={plan} />
      </Scroll>
      {step && <PlanStepDialog plan={plan} step={step} onClose={() => setStep(null)} />}
    </div>
  );
}

/** What is paid: the scale, or the rate in one sentence. */
function Benefit({ plan: { benefit } }: { plan: ProtectionPlanOut }) {
  const { t } = useTranslation();
  if (benefit.form === "rate")
    return <p>{t("protection:plan.rate", { percent: benefit.rate_percent ?? 0, cap: yuan(benefit.cap_fen) })}</p>;
  return (
    <table className={styles.sheet}>
      <thead>
        <tr>
          <th>{t("protection:column.item")}</th>
          <th data-end>{t("protection:column.item_fen")}</th>
        </tr>
      </thead>
      <tbody>
        {benefit.items.map((item) => (
          <tr key={item.name}>
            <td translate="no">{item.name}</td>
            <td data-end>{yuan(item.fen)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The units of the reader against the bar; the rest are in the list. */
function Units({ plan }: { plan: ProtectionPlanOut }) {
  const { t } = useTranslation();
  const found = useQuery({ ...unitsBelow(plan.id), enabled: plan.status !== "draft" }).data;
  if (!found || found.items.length === 0) return null;
  return (
    <Section
      kind="ruled"
      title={t("protection:view.units")}
      more={
        <Link to="/aid/mutual" search={{ view: "units", plan_id: plan.id }}>
          {t("protection:units.all")}
        </Link>
      }
    >
      <table className={styles.sheet}>
        <thead>
          <tr>
            {["organization", "rate", "bar"].map((key) => (
              <th key={key}>{t(`protection:column.${key}`)}</th>
            ))}
            <th data-end>{t("protection:column.owed")}</th>
          </tr>
        </thead>
        <tbody>
          {found.items.slice(0, 12).map((unit) => (
            <tr key={unit.id}>
              <td translate="no">{unit.name}</td>
              <td>
                <Bar {...unit} />
              </td>
              <td className="ink-2">{unit.sentence}</td>
              <td data-end>{yuan(unit.owed_fen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function PlanStepDialog({ plan, step, onClose }: { plan: ProtectionPlanOut; step: string; onClose(): void }) {
  const { t } = useTranslation();
  const changed = useChanged();
  const label = plan.steps.find((one) => one.step === step)?.label ?? step;
  return (
    <ConfirmAct
      kind={step === "close" ? "destructive" : "plain"}
      title={t("protection:step.title", { verb: label, name: plan.name })}
      verb={label}
      effect={t(`protection:step.${step}`)}
      eager
      act={async () => {
        await stepProtectionPlan(plan.id, { step: step as ProtectionPlanStep }, ifMatch(plan));
        changed();
      }}
      onClose={onClose}
    />
  );
}
