import { Link, useNavigate } from "@tanstack/react-router";
import type { EmployerOut } from "@unionhome/client/model";
import { count, creditCode } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { type Step, Steps } from "../../../ui/status/Steps";
import { Drawer } from "../../../ui/table/Drawer";
import { useEmployer } from "../employer";
import { ContactPhone } from "./ContactPhone";
import { StepDialog } from "./StepDialog";
import { Cover } from "./useEmployerColumns";

interface EmployerDrawerProps {
  id: string;
  place?: string;
  onBack?: () => void;
  onNext?: () => void;
  onClose(): void;
}

/** One employer: who covers it, what is known from whom, and what may be done. */
export function EmployerDrawer({ id, place, onBack, onNext, onClose }: EmployerDrawerProps) {
  const { t } = useTranslation();
  const go = useNavigate();
  const { data, error, refetch } = useEmployer(id);
  const [step, setStep] = useState<string | null>(null);
  const pick = (one: Step) =>
    one.step === "edit" ? void go({ to: "/employers/$id/edit", params: { id } }) : setStep(one.step);
  return (
    <Drawer
      title={data?.name ?? ""}
      marks={data && <Cover row={data} />}
      place={place}
      onBack={onBack}
      onNext={onNext}
      onClose={onClose}
      foot={
        data && (
          <Steps
            steps={data.steps.filter((one) => one.allowed)}
            main={data.union_id ? "" : "cover"}
            destructive={["close"]}
            onStep={pick}
          />
        )
      }
    >
      {error && <ProblemStrip boxed problem={error} onRetry={() => void refetch()} />}
      {data && <Facts employer={data} />}
      {data && step && <StepDialog step={step} employer={data} onClose={() => setStep(null)} />}
      {!data && !error && <p className="ink-3">{t("employer:reading")}</p>}
    </Drawer>
  );
}

function Facts({ employer }: { employer: EmployerOut }) {
  const { t } = useTranslation();
  const ownerships = useDictionary("ownership");
  const industries = useDictionary("industry");
  const sources = useDictionary("employer_source");
  const link = (id: string | null, name: string | null) =>
    id && name ? (
      <Link to="/organizations/$id" params={{ id }}>
        {name}
      </Link>
    ) : null;
  return (
    <DescriptionList labels={112}>
      <Field
        label={t("employer:field.union_id")}
        note={employer.covered_on && t("employer:since", { date: employer.covered_on })}
      >
        {link(employer.union_id, employer.union_name)}
      </Field>
      <Field label={t("employer:field.territory_id")}>{link(employer.territory_id, employer.territory_name)}</Field>
      <Field label={t("employer:field.credit_code")}>{employer.credit_code && creditCode(employer.credit_code)}</Field>
      <Field label={t("employer:field.ownership")}>{ownerships.label(employer.ownership)}</Field>
      <Field label={t("employer:field.industry")}>{industries.label(employer.industry)}</Field>
      <Field
        label={t("employer:field.employees")}
        note={t("employer:women_of", { n: count(employer.women_employees) })}
      >
        {count(employer.employees)}
      </Field>
      <Field label={t("employer:field.address")}>{employer.address}</Field>
      <Field label={t("employer:field.contact_name")}>{employer.contact_name}</Field>
      <Field label={t("employer:field.contact_phone")}>
        {employer.contact_phone_masked && <ContactPhone id={employer.id} masked={employer.contact_phone_masked} />}
      </Field>
      <Field label={t("employer:field.region_code")}>{employer.region_code}</Field>
      <Field label={t("employer:field.source")}>{sources.label(employer.source)}</Field>
      {Object.entries(employer.listings).map(([source, on]) => (
        <Field key={source} label={t("employer:listed", { source: sources.label(source) })}>
          {on}
        </Field>
      ))}
      {employer.closed_on && <Field label={t("employer:closed_on")}>{employer.closed_on}</Field>}
    </DescriptionList>
  );
}
