import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import { stepDuty } from "@unionhome/client/duties";
import type { DutyOut, DutyOwn } from "@unionhome/client/model";
import { sendUrges } from "@unionhome/client/urges";
import { moment } from "@unionhome/words";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { UrgeMany } from "../../ui/dialog/UrgeMany";
import { useDictionary } from "../../ui/page/dictionary";
import { useAccess } from "../../ui/page/person";
import { useTabTitle } from "../../ui/page/tab";
import { useOnce } from "../../ui/page/useOnce";
import { ProblemPage } from "../../ui/problem/ProblemPage";
import { PageHead } from "../../ui/record/PageHead";
import { Section } from "../../ui/record/Section";
import { Status } from "../../ui/status/Status";
import { Steps } from "../../ui/status/Steps";
import { DutyDialog } from "./DutyDialog";
import { MARKS, oneDuty, useDutiesMoved } from "./data";
import styles from "./duty.module.css";
import { FileLink } from "./FileLink";
import { ReportDialog } from "./ReportDialog";
import { Sheet } from "./Sheet";

const route = getRouteApi("/duties/$id");
/** Drawn only when they are open. */
const QUIET = ["edit", "withdraw"];
type Asking = "edit" | "withdraw" | "report" | "correct" | "urge";

/** One duty: who asks it sees all unions below, who owes it sees what is asked and what was said. */
export function DutyPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(oneDuty(id));
  useTabTitle(data?.name, t("duty:one"));
  if (error && !data) return <ProblemPage problem={error} onRetry={() => void refetch()} />;
  return data ? <One duty={data} /> : null;
}

function One({ duty }: { duty: DutyOut }) {
  const { t } = useTranslation();
  const may = useAccess();
  const moved = useDutiesMoved();
  const once = useOnce();
  const [asking, setAsking] = useState<Asking>();
  const shut = () => setAsking(undefined);
  const steps = duty.steps.filter((one) => one.allowed || !QUIET.includes(one.step));
  const late = duty.withdrawn_at ? 0 : (duty.figures?.late ?? 0);
  return (
    <div className={styles.page}>
      <Head duty={duty}>
        <Steps
          steps={steps}
          main={late > 0 ? "" : undefined}
          destructive={["withdraw"]}
          onStep={(one) => setAsking(one.step as Asking)}
        />
        {late > 0 && may.sendUrges && (
          <Button kind="main" onClick={() => setAsking("urge")}>
            {t("duty:urge.verb", { n: late })}
          </Button>
        )}
      </Head>
      {duty.figures ? (
        <Sheet duty={duty} sendsBack={duty.steps.some((one) => one.step === "edit" && one.allowed)} />
      ) : (
        <div className={styles.record}>
          <Section kind="ruled" title={t("duty:column.ask")}>
            <p className={styles.said}>{duty.ask || <i className="ink-3">{t("duty:no_ask")}</i>}</p>
          </Section>
          {duty.own && <Own duty={duty} own={duty.own} />}
        </div>
      )}
      {asking === "edit" && <DutyDialog duty={duty} onClose={shut} />}
      {(asking === "report" || asking === "correct") && <ReportDialog duty={duty} onClose={shut} />}
      {asking === "withdraw" && (
        <ConfirmAct
          title={t("duty:withdraw.title", { name: duty.name })}
          verb={t("duty:withdraw.verb")}
          effect={t("duty:withdraw.effect")}
          act={async () => {
            await stepDuty(duty.id, { step: "withdraw" }, ifMatch(duty));
            await moved();
          }}
          onClose={shut}
        />
      )}
      {asking === "urge" && (
        <UrgeMany
          title={t("duty:urge.title", { name: duty.name })}
          size={late}
          act={async (note) => {
            const result = await once((options) => sendUrges({ subject: "duty", note, duty_id: duty.id }, options));
            await moved();
            return result;
          }}
          onClose={shut}
        />
      )}
    </div>
  );
}

function Head({ duty, children }: { duty: DutyOut; children: ReactNode }) {
  const { t } = useTranslation();
  const states = useDictionary("duty_state");
  const subjects = useDictionary("duty_subject");
  const { own } = duty;
  return (
    <PageHead
      title={<span translate="no">{duty.name}</span>}
      marks={
        duty.withdrawn_at ? (
          <Status mark="kept">
            {t("duty:withdrawn", { name: duty.withdrawn_by_name, time: moment(duty.withdrawn_at) })}
          </Status>
        ) : (
          own && <Status mark={MARKS[own.state]}>{states.label(own.state)}</Status>
        )
      }
      facts={[
        [t("duty:column.due"), moment(duty.due_at)],
        [
          t("duty:column.issuer"),
          <span key="issuer" translate="no">
            {duty.organization_name}
          </span>,
        ],
        [t("duty:column.subject"), subjects.label(duty.subject)],
        [t("duty:column.file"), t(duty.needs_file ? "duty:file.asked" : "duty:file.not_asked")],
        [t("duty:column.yearly"), t(duty.yearly ? "duty:yes" : "duty:no")],
      ]}
    >
      {children}
    </PageHead>
  );
}

/** What the own union has said, and why it was sent back. */
function Own({ duty, own }: { duty: DutyOut; own: DutyOwn }) {
  const { t } = useTranslation();
  const { report } = own;
  return (
    <Section
      kind="ruled"
      title={t("duty:own.title")}
      note={report && t("duty:own.said", { name: report.reported_by_name, time: moment(report.reported_at) })}
    >
      {report?.returned_at && (
        <p>
          <Status mark="returned">
            {t("duty:own.returned", { name: report.returned_by_name, time: moment(report.returned_at) })}
          </Status>{" "}
          {report.reason}
        </p>
      )}
      {report ? (
        <>
          <p className={styles.said}>{report.note || <i className="ink-3">{t("duty:own.no_note")}</i>}</p>
          {report.file_name && <FileLink duty={duty.id} report={report} />}
        </>
      ) : (
        <p className="small ink-3">{t("duty:own.nothing")}</p>
      )}
    </Section>
  );
}
