import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import { removeAidProgram, stepAidProgram } from "@unionhome/client/aid-programs";
import type { AidProgramOut } from "@unionhome/client/model";
import { count, moment, yuan, yuanInText } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { useKey } from "../../../ui/keys/keys";
import { useDictionary } from "../../../ui/page/dictionary";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { PageHead } from "../../../ui/record/PageHead";
import { Section } from "../../../ui/record/Section";
import { Scroll } from "../../../ui/scroll/Scroll";
import { Status } from "../../../ui/status/Status";
import { type Step, Steps } from "../../../ui/status/Steps";
import styles from "../aid.module.css";
import { oneProgram, PROGRAM_MARK, useProgramChanged } from "./data";
import { useStandards } from "./standards";
import { WayFigure } from "./WayFigure";

const route = getRouteApi("/aid/programs/$id");
/** Drawn only where they are open: below the union that runs a programme they say nothing. */
const QUIET = ["edit", "delete"];

export function ProgramPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const program = useQuery(oneProgram(id));
  useTabTitle(program.data?.name, t("aid:program.one"));
  if (program.data) return <Program key={id} program={program.data} />;
  if (program.error) return <ProblemPage problem={program.error} onRetry={() => void program.refetch()} />;
  return null;
}

function Program({ program }: { program: AidProgramOut }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const changed = useProgramChanged();
  const [step, setStep] = useState<Step | null>(null);
  const kinds = useDictionary("program_kind");
  const statuses = useDictionary("program_status");
  const edit = () => void go({ to: "/aid/programs/$id/edit", params: { id: program.id } });
  const steps = program.steps.filter((one) => one.allowed || !QUIET.includes(one.step));
  useKey("e", t("aid:verb.edit"), edit, { enabled: program.steps.some((one) => one.step === "edit" && one.allowed) });
  return (
    <div className={styles.page}>
      <PageHead
        title={program.name}
        note={kinds.label(program.kind)}
        marks={<Status mark={PROGRAM_MARK[program.status] ?? "settled"}>{statuses.label(program.status)}</Status>}
        facts={[
          [t("aid:program.field.organization_id"), program.organization_name],
          [
            t("aid:program.cases"),
            <Link key="cases" to="/aid/cases" search={{ view: "all", program_id: program.id }}>
              {count(program.cases)}
            </Link>,
          ],
          [t("aid:program.approved"), count(program.approved)],
          [t("aid:program.amount"), yuan(program.amount_fen)],
        ]}
      >
        <Steps
          steps={steps}
          destructive={["close", "delete"]}
          onStep={(one) => (one.step === "edit" ? edit() : setStep(one))}
        />
      </PageHead>
      <Scroll className={styles.main} label={program.name}>
        <div className={styles.list}>
          {program.not_accepting && <p className={styles.said}>{program.not_accepting}</p>}
          <Section kind="ruled" title={t("aid:program.group.way")}>
            <WayFigure stages={program.stages} />
          </Section>
          <Facts program={program} />
        </div>
      </Scroll>
      {step && (
        <ConfirmAct
          kind={step.step === "close" || step.step === "delete" ? "destructive" : "plain"}
          title={t("aid:program.step.title", { verb: step.label, name: program.name })}
          verb={step.label}
          effect={t(`aid:program.step.${step.step}`)}
          eager
          act={async () => {
            if (step.step === "delete") {
              await removeAidProgram(program.id, ifMatch(program));
              changed();
              void go({ to: "/aid/programs", replace: true });
            } else changed(await stepAidProgram(program.id, { step: step.step as never }, ifMatch(program)));
          }}
          onClose={() => setStep(null)}
        />
      )}
    </div>
  );
}

function Facts({ program }: { program: AidProgramOut }) {
  const { t } = useTranslation();
  const categories = useDictionary("hardship_category");
  const papers = useDictionary("paper_kind");
  const sources = useDictionary("fund_source");
  const bases = useDictionary("standard_basis");
  const standards = useStandards(program.standards.basis);
  const named = (dictionary: typeof categories, codes: readonly string[]) =>
    codes.map((code) => dictionary.label(code)).join(t("ui:comma")) || "—";
  const cap = (name: "each_time_fen" | "each_year_fen") => {
    const binds = yuanInText(program.caps_in_force[name]);
    return program.caps_in_force[name] === program[name] ? binds : t("aid:program.cap_of_policy", { yuan: binds });
  };
  const always = t("aid:program.always");
  const limits = [program.opens_at, program.closes_at];
  const period = limits.some(Boolean) ? limits.map((at) => (at ? moment(at) : always)).join(" ~ ") : always;
  return (
    <div className={styles.panes}>
      <Section kind="ruled" title={t("aid:program.group.whom")}>
        <DescriptionList>
          <Field label={t("aid:program.field.audience")}>{program.audience}</Field>
          <Field label={t("aid:program.period")}>{period}</Field>
          <Field label={t("aid:program.field.papers_place")}>
            {[program.papers_place, program.papers_room].filter(Boolean).join(" ") || "—"}
          </Field>
          <Field label={t("aid:program.field.papers_phone")}>{program.papers_phone || "—"}</Field>
          <Field label={t("aid:program.field.categories")}>
            {program.means_tested ? named(categories, program.categories) : t("aid:program.no_means_test")}
          </Field>
          <Field label={t("aid:program.field.papers")}>{named(papers, program.papers)}</Field>
        </DescriptionList>
      </Section>
      <Section kind="ruled" title={t("aid:program.group.money")} note={bases.label(program.standards.basis)}>
        <DescriptionList labels={132}>
          {standards
            .filter((one) => program.standards.amounts[one.key])
            .map((one) => (
              <Field key={one.key} label={one.label}>
                {yuanInText(program.standards.amounts[one.key])}
              </Field>
            ))}
          <Field label={t("aid:program.field.each_time_fen")}>{cap("each_time_fen")}</Field>
          <Field label={t("aid:program.field.each_year_fen")}>{cap("each_year_fen")}</Field>
          <Field label={t("aid:program.field.caps_stop")}>
            {t(program.caps_stop ? "aid:program.stops" : "aid:program.warns")}
          </Field>
          <Field label={t("aid:program.field.sources")}>{named(sources, program.sources)}</Field>
        </DescriptionList>
      </Section>
    </div>
  );
}
