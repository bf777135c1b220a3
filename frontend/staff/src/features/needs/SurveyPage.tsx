import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import type { NeedsMeasureOut, NeedsSurveyOut } from "@unionhome/client/model";
import { deleteNeedsSurvey, dropNeedsMeasure } from "@unionhome/client/needs-surveys";
import { count, today } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { useDictionary } from "../../ui/page/dictionary";
import { useTabTitle } from "../../ui/page/tab";
import { ProblemPage } from "../../ui/problem/ProblemPage";
import { PageHead } from "../../ui/record/PageHead";
import { Section } from "../../ui/record/Section";
import { Status } from "../../ui/status/Status";
import { Steps } from "../../ui/status/Steps";
import { MARKS, oneSurvey, useNeedsMoved } from "./data";
import { MeasureDialog } from "./MeasureDialog";
import styles from "./needs.module.css";
import { ResultDialog } from "./ResultDialog";
import { SurveyDialog } from "./SurveyDialog";

const route = getRouteApi("/aid/needs/$id");
/** Drawn only when they are open. */
const QUIET = ["edit", "delete"];

/** One survey: what was found, and the plan for this unit with what became of each measure. */
export function SurveyPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(oneSurvey(id));
  useTabTitle(data && `${data.organization_name} ${data.held_on}`, t("needs:one"));
  if (error && !data) return <ProblemPage problem={error} onRetry={() => void refetch()} />;
  return data ? <One survey={data} /> : null;
}

type Asking = { step: "edit" | "plan" | "delete" } | { step: "settle" | "drop"; measure: NeedsMeasureOut };

function One({ survey }: { survey: NeedsSurveyOut }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const moved = useNeedsMoved();
  const states = useDictionary("survey_state");
  const ways = useDictionary("survey_way");
  const causes = useDictionary("hardship_cause");
  const [asking, setAsking] = useState<Asking>();
  const shut = () => setAsking(undefined);
  const comma = t("ui:comma");
  const writes = survey.steps.some((one) => one.step === "edit" && one.allowed);
  return (
    <div className={styles.page}>
      <PageHead
        title={<span translate="no">{t("needs:title", { name: survey.organization_name })}</span>}
        marks={<Status mark={MARKS[survey.state]}>{states.label(survey.state)}</Status>}
        facts={[
          [t("needs:column.held"), survey.held_on],
          [
            t("needs:column.organization"),
            <Link key="union" to="/organizations/$id" params={{ id: survey.organization_id }}>
              {survey.organization_name}
            </Link>,
          ],
          [t("needs:column.ways"), survey.ways.map(ways.label).join(comma)],
          [t("needs:column.people"), count(survey.people)],
          [t("needs:column.homes"), count(survey.homes)],
          [t("needs:column.maker"), survey.made_by_name],
        ]}
      >
        <Steps
          steps={survey.steps.filter((one) => one.allowed || !QUIET.includes(one.step))}
          main="plan"
          destructive={["delete"]}
          onStep={(one) => setAsking({ step: one.step as "edit" | "plan" | "delete" })}
        />
      </PageHead>
      <div className={styles.record}>
        <Section kind="ruled" title={t("needs:field.findings")}>
          {survey.causes.length > 0 && (
            <p className="ink-2 small">
              {t("needs:column.causes")} {survey.causes.map(causes.label).join(comma)}
            </p>
          )}
          <p className={styles.findings}>{survey.findings ?? <i className="ink-3">{t("needs:hidden")}</i>}</p>
        </Section>
        <Section
          kind="ruled"
          title={t("needs:plan.heading")}
          note={t("needs:plan.sum", { done: count(survey.done), of: count(survey.measures) })}
        >
          {survey.plan.length === 0 ? (
            <p className="small ink-3">{t("needs:plan.none")}</p>
          ) : (
            <Plan survey={survey} writes={writes} onAsk={setAsking} />
          )}
        </Section>
      </div>
      {asking?.step === "edit" && <SurveyDialog survey={survey} onClose={shut} />}
      {asking?.step === "plan" && <MeasureDialog survey={survey} onClose={shut} />}
      {asking?.step === "settle" && <ResultDialog survey={survey} measure={asking.measure} onClose={shut} />}
      {asking?.step === "drop" && (
        <ConfirmAct
          title={t("needs:drop.title")}
          verb={t("needs:drop.verb")}
          effect={asking.measure.what}
          eager
          act={async () => {
            await dropNeedsMeasure(survey.id, asking.measure.id, ifMatch(survey));
            await moved();
          }}
          onClose={shut}
        />
      )}
      {asking?.step === "delete" && (
        <ConfirmAct
          title={t("needs:delete.title", { name: survey.organization_name })}
          verb={t("needs:delete.verb")}
          effect={t("needs:delete.effect")}
          act={async () => {
            await deleteNeedsSurvey(survey.id, ifMatch(survey));
            void go({ to: "/aid/needs", replace: true });
            await moved();
          }}
          onClose={shut}
        />
      )}
    </div>
  );
}

interface PlanProps {
  survey: NeedsSurveyOut;
  writes: boolean;
  onAsk(asking: Asking): void;
}

function Plan({ survey, writes, onAsk }: PlanProps) {
  const { t } = useTranslation();
  const kinds = useDictionary("needs_measure_kind");
  const now = today(Date.now());
  return (
    <table className={styles.plan} aria-label={t("needs:plan.heading")}>
      <thead>
        <tr>
          {(["kind", "what", "lead", "due", "outcome"] as const).map((column) => (
            <th key={column} scope="col">
              {t(`needs:field.${column}`)}
            </th>
          ))}
          {writes && <th scope="col" aria-label={t("needs:settle.verb")} />}
        </tr>
      </thead>
      <tbody>
        {survey.plan.map((measure) => (
          <tr key={measure.id}>
            <td>{kinds.label(measure.kind)}</td>
            <td className={styles.wide}>{measure.what}</td>
            <td>{measure.lead}</td>
            <td>{measure.due_on}</td>
            <td className={styles.wide}>
              {measure.done_on ? (
                <>
                  <Status mark="settled">{measure.done_on}</Status>
                  <span>{measure.outcome}</span>
                </>
              ) : (
                <Status mark={measure.due_on < now ? "returned" : "waiting"}>
                  {t(measure.due_on < now ? "needs:plan.overdue" : "needs:plan.open")}
                </Status>
              )}
            </td>
            {writes && (
              <td>
                {!measure.done_on && (
                  <>
                    <Button kind="text" onClick={() => onAsk({ step: "settle", measure })}>
                      {t("needs:settle.verb")}
                    </Button>
                    <Button kind="text" onClick={() => onAsk({ step: "drop", measure })}>
                      {t("needs:drop.verb")}
                    </Button>
                  </>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
