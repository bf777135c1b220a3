import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { NoticeOut } from "@unionhome/client/model";
import { getNoticeDocument } from "@unionhome/client/notices";
import { moment } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { save } from "../../../ui/export/exports";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { Status } from "../../../ui/status/Status";
import { MARKS, oneNotice, TOUCHED } from "../data";
import styles from "../notice.module.css";
import { Countdown } from "./Countdown";
import { Objections } from "./Objections";
import { Paper } from "./Paper";
import { Result } from "./Result";
import { Scan } from "./Scan";
import { StepDialog } from "./StepDialog";

/** One notice: how long it runs, what stops it, its result; and the paper itself. */
export function NoticePage() {
  const { id } = useParams({ from: "/aid/notices/$id" });
  const { data, error, refetch } = useQuery(oneNotice(id));
  if (error && !data) return <ProblemPage problem={error} onRetry={() => void refetch()} />;
  return data ? <One notice={data} /> : null;
}

type Step = "conclude" | "withdraw";
const KIND = { conclude: "main", withdraw: "plain" } as const;

function One({ notice }: { notice: NoticeOut }) {
  const { t } = useTranslation();
  const states = useDictionary("notice_state");
  const may = useAccess();
  const queries = useQueryClient();
  useTabTitle(`${notice.number} ${notice.program_name}`, t("notice:one"));
  const [step, setStep] = useState<Step>();
  const [problem, setProblem] = useState<unknown>();
  const told = async () => {
    await Promise.all(TOUCHED.map((key) => queries.invalidateQueries({ queryKey: [key] })));
  };

  async function download(paper: "notice" | "result") {
    setProblem(undefined);
    try {
      const name = t(`notice:file.${paper}`, { union: notice.organization_name, number: notice.number });
      save((await getNoticeDocument(notice.id, { paper })) as unknown as Blob, `${name}.docx`);
    } catch (refused) {
      setProblem(refused);
    }
  }
  // Withdrawing takes something away: it stands to the left of what goes on.
  const steps = [...notice.steps].reverse().filter((one) => one.allowed);
  return (
    <div className={styles.page}>
      <PageHead
        title={notice.program_name}
        note={<span translate="no">{`${notice.organization_name} ${notice.number}`}</span>}
        marks={<Status mark={MARKS[notice.state]}>{states.label(notice.state)}</Status>}
      >
        <Link className={styles.wall} to="/aid/notices/$id/page" params={{ id: notice.id }}>
          {t("notice:wall.verb")}
        </Link>
        <Button icon="export" onClick={() => void download("notice")}>
          {t("notice:download.notice")}
        </Button>
        {notice.state === "concluded" && (
          <Button kind="main" icon="export" onClick={() => void download("result")}>
            {t("notice:download.result")}
          </Button>
        )}
        {steps.map((one) => (
          <Button
            key={one.step}
            kind={KIND[one.step as Step] ?? "plain"}
            destructive={one.step === "withdraw"}
            onClick={() => setStep(one.step as Step)}
          >
            {one.label}
          </Button>
        ))}
      </PageHead>
      {problem !== undefined && <ProblemStrip problem={problem} />}
      <Countdown notice={notice} />
      <div className={styles.two}>
        <div className={styles.desk}>
          <Paper shown={notice} about={notice} />
        </div>
        <aside className={styles.side}>
          {notice.state === "withdrawn" && (
            <p className={styles.withdrawn}>
              {t("notice:withdrawn", {
                name: notice.withdrawn_by_name,
                time: moment(notice.withdrawn_at),
                reason: notice.reason,
              })}
            </p>
          )}
          {notice.state === "concluded" && <Result notice={notice} />}
          {notice.state === "concluded" && <Scan notice={notice} />}
          {may.editHouseholds && <Objections notice={notice} onDone={told} />}
        </aside>
      </div>
      {step && <StepDialog notice={notice} step={step} onDone={told} onClose={() => setStep(undefined)} />}
    </div>
  );
}
