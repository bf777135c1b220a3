import { Link, useNavigate } from "@tanstack/react-router";
import type { OfficerOut } from "@unionhome/client/model";
import { ageAt, phone, today } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { Status } from "../../../ui/status/Status";
import { type Step, Steps } from "../../../ui/status/Steps";
import { Drawer } from "../../../ui/table/Drawer";
import { PHASE_MARK, useOfficer } from "../officer";
import { StepDialog } from "./StepDialog";

interface OfficerDrawerProps {
  id: string;
  place?: string;
  onBack?: () => void;
  onNext?: () => void;
  onClose(): void;
}

/** One officer's entry: the post, the term, and what may be done with it. */
export function OfficerDrawer({ id, place, onBack, onNext, onClose }: OfficerDrawerProps) {
  const go = useNavigate();
  const { data, error, refetch } = useOfficer(id);
  const posts = useDictionary("post");
  const [step, setStep] = useState<Step | null>(null);
  const pick = (one: Step) =>
    one.step === "edit" ? void go({ to: "/officers/$id/edit", params: { id } }) : setStep(one);
  return (
    <Drawer
      title={data?.name ?? ""}
      marks={data && <span className="ink-2">{posts.label(data.post)}</span>}
      place={place}
      onBack={onBack}
      onNext={onNext}
      onClose={onClose}
      foot={
        data && <Steps steps={data.steps.filter((one) => one.allowed)} main="" destructive={["end"]} onStep={pick} />
      }
    >
      {error && <ProblemStrip boxed problem={error} onRetry={() => void refetch()} />}
      {data && <Facts officer={data} />}
      {data && step && <StepDialog step={step} officer={data} onClose={() => setStep(null)} />}
    </Drawer>
  );
}

function Facts({ officer }: { officer: OfficerOut }) {
  const { t } = useTranslation();
  const forms = useDictionary("post_form");
  const sexes = useDictionary("sex");
  const educations = useDictionary("education");
  const standings = useDictionary("standing");
  const phases = useDictionary("term_phase");
  const age = ageAt(officer.born_on, today(Date.now()));
  return (
    <DescriptionList>
      <Field label={t("officer:field.organization_id")}>
        <Link to="/organizations/$id" params={{ id: officer.organization_id }} search={{ tab: "committee" }}>
          {officer.organization_name}
        </Link>
      </Field>
      <Field label={t("officer:field.form")}>{forms.label(officer.form)}</Field>
      <Field label={t("officer:field.sex")}>{sexes.label(officer.sex)}</Field>
      <Field label={t("officer:field.born_on")} note={age === null ? undefined : t("officer:years_old", { n: age })}>
        {officer.born_on}
      </Field>
      <Field label={t("officer:field.education")}>{educations.label(officer.education)}</Field>
      <Field label={t("officer:field.administrative_post")}>{officer.administrative_post}</Field>
      <Field label={t("officer:field.standings")}>{officer.standings.map(standings.label).join(t("ui:comma"))}</Field>
      <Field label={t("officer:field.phone")}>{officer.phone && phone(officer.phone)}</Field>
      <Field label={t("officer:field.started_on")} note={t("officer:nth", { n: officer.term_number })}>
        {officer.started_on}
      </Field>
      {officer.ended_on ? (
        <Field label={t("officer:column.ended")} note={officer.end_reason}>
          {officer.ended_on}
        </Field>
      ) : (
        <Field
          label={t("officer:column.term")}
          note={
            officer.term_phase && (
              <Status mark={PHASE_MARK[officer.term_phase] ?? "settled"}>{phases.label(officer.term_phase)}</Status>
            )
          }
        >
          {officer.term_ends_on}
        </Field>
      )}
    </DescriptionList>
  );
}
