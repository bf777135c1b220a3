import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { ProblemError } from "@unionhome/client";
import { enterHouseholdFromMember } from "@unionhome/client/households";
import type { AidApplicationOut } from "@unionhome/client/model";
import { count, moment, yuan } from "@unionhome/words";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import { useKept, useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import { Timeline } from "../../../ui/record/Timeline";
import { Scroll } from "../../../ui/scroll/Scroll";
import { Stamp } from "../../../ui/status/Stamp";
import { Status } from "../../../ui/status/Status";
import { Steps } from "../../../ui/status/Steps";
import styles from "../aid.module.css";
import { HOUSEHOLDS } from "../data";
import { ApplicationDialog } from "./ApplicationDialog";
import { ApplicationPapers } from "./ApplicationPapers";
import { DeclaredFacts, DeclaredFamily } from "./Declared";
import { APPLICATION_MARK, APPLICATIONS, oneApplication } from "./data";

const route = getRouteApi("/aid-applications/$id");

export function ApplicationPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const application = useQuery(oneApplication(id));
  useTabTitle(application.data?.name, t("aid:application.one"));
  if (application.data) return <Application key={id} application={application.data} />;
  if (application.error) return <ProblemPage problem={application.error} onRetry={() => void application.refetch()} />;
  return null;
}

function Application({ application }: { application: AidApplicationOut }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const queries = useQueryClient();
  const attempt = useRef(newOnceKey());
  const [tab, setTab] = useKept("application.tab", "papers");
  const [step, setStep] = useState<string | null>(null);
  const [attachTo, setAttachTo] = useState(application.known_file?.id ?? null);
  const [problem, setProblem] = useState<unknown>();
  // Without a file there is nothing to put it to; the server refuses too.
  const steps = application.steps.filter((one) => one.step !== "attach" || attachTo !== null);

  function changed(after?: AidApplicationOut) {
    if (after) queries.setQueryData([APPLICATIONS, "one", after.id], after);
    void queries.invalidateQueries({ queryKey: [APPLICATIONS] });
    void queries.invalidateQueries({ queryKey: [HOUSEHOLDS] });
  }

  /** One click to a file: what the worker wrote is not typed again. Who stands in one already is led to it. */
  async function take() {
    setProblem(undefined);
    try {
      const made = await enterHouseholdFromMember(
        { application_id: application.id },
        { idempotencyKey: attempt.current },
      );
      changed();
      void go({ to: "/households/$id", params: { id: made.id } });
    } catch (error) {
      const known = error instanceof ProblemError && (error.facts.facts as { household_id?: string })?.household_id;
      if (known) setAttachTo(known);
      setProblem(error);
    } finally {
      attempt.current = newOnceKey();
    }
  }

  return (
    <div className={styles.page}>
      <Head application={application}>
        <Steps
          steps={steps}
          main={application.known_file ? "attach" : "take"}
          destructive={["refuse"]}
          onStep={(one) => (one.step === "take" ? void take() : setStep(one.step))}
        />
      </Head>
      {problem !== undefined && <ProblemStrip problem={problem} />}
      <RecordTabs
        label={t("aid:application.one")}
        current={tab}
        onPick={setTab}
        tabs={[
          { key: "papers", label: t("aid:tab.papers"), count: count(application.papers_count) },
          { key: "people", label: t("aid:tab.people"), count: count(application.people) },
          { key: "trail", label: t("aid:tab.trail"), count: count(application.trail.length) },
        ]}
      />
      <div className={styles.body}>
        <Scroll className={styles.side} label={t("aid:tab.facts")}>
          <DeclaredFacts application={application} />
        </Scroll>
        <Scroll className={styles.main} label={t(`aid:tab.${tab}`)}>
          {tab === "people" ? (
            <DeclaredFamily application={application} />
          ) : tab === "trail" ? (
            <div className={styles.list}>
              <Timeline
                items={application.trail.map((one, index) => ({
                  key: `${one.at}.${index}`,
                  state: "done" as const,
                  title: one.label,
                  by: one.by,
                  at: moment(one.at),
                  children: one.note || undefined,
                }))}
              />
            </div>
          ) : (
            <ApplicationPapers application={application} />
          )}
        </Scroll>
      </div>
      {step && (
        <ApplicationDialog
          application={application}
          step={step}
          attachTo={attachTo}
          onClose={() => setStep(null)}
          onDone={(after) => {
            setStep(null);
            setProblem(undefined);
            changed(after);
          }}
        />
      )}
    </div>
  );
}

/** Whose it is, where it stands, and what the rules of today say of it. */
function Head({ application, children }: { application: AidApplicationOut; children: React.ReactNode }) {
  const { t } = useTranslation();
  const statuses = useDictionary("application_status");
  const categories = useDictionary("hardship_category");
  const sexes = useDictionary("sex");
  const { applicant, judged } = application;
  return (
    <PageHead
      title={application.name}
      note={[sexes.label(applicant.sex), applicant.age !== null && t("aid:years", { count: applicant.age })]
        .filter(Boolean)
        .join(t("ui:comma"))}
      marks={
        <>
          <Status mark={APPLICATION_MARK[application.status] ?? "settled"}>{statuses.label(application.status)}</Status>
          {judged?.category && <Stamp>{categories.label(judged.category)}</Stamp>}
        </>
      }
      facts={[
        [t("aid:application.column.number"), application.number],
        [
          t("aid:column.organization"),
          <Link key="union" to={`/organizations/${application.organization_id}` as never}>
            {application.organization_name}
          </Link>,
        ],
        [t("aid:application.column.submitted"), moment(application.submitted_at)],
        [t("aid:column.gross"), judged ? yuan(judged.gross_fen) : "—"],
      ]}
    >
      {application.household_id && (
        <Link to="/households/$id" params={{ id: application.household_id }}>
          <Button tabIndex={-1}>{t("aid:application.file")}</Button>
        </Link>
      )}
      {applicant.member_id && (
        <Link to={`/members/${applicant.member_id}` as never}>
          <Button tabIndex={-1}>{t("aid:verb.member")}</Button>
        </Link>
      )}
      {children}
    </PageHead>
  );
}
