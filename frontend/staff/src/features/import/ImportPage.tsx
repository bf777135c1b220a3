import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { cancelJob } from "@unionhome/client/jobs";
import type { ImportOut } from "@unionhome/client/model";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { JobProgress } from "../../ui/job/JobProgress";
import { isOver, shownJob, useJob } from "../../ui/job/useJob";
import { useTabTitle } from "../../ui/page/tab";
import { ProblemPage } from "../../ui/problem/ProblemPage";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { PageHead } from "../../ui/record/PageHead";
import { ColumnsPanel } from "./ColumnsPanel";
import { IMPORTS, oneImport } from "./data";
import styles from "./import.module.css";
import { jobSource } from "./jobSource";
import { Result } from "./Result";
import { Road, type RoadStep } from "./Road";
import { shapeOf } from "./registers";

const route = getRouteApi("/imports/$id");
const ROAD: Record<string, RoadStep> = {
  checking: "check",
  unmapped: "check",
  checked: "import",
  correcting: "import",
  committing: "import",
  committed: "result",
  undoing: "result",
  undone: "result",
};
const GOING = ["checking", "correcting", "committing", "undoing"] as const;
type Going = (typeof GOING)[number];
const isGoing = (state: string): state is Going => GOING.some((one) => one === state);

/** One import, wherever it is on its road: being worked on, waiting for its columns, judged, written, undone. */
export function ImportPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const queries = useQueryClient();
  const imported = useQuery(oneImport(id));
  const job = useJob(imported.data?.job_id ?? null, jobSource);
  const over = job.data ? isOver(job.data) : false;
  const jobId = job.data?.id;
  const kind = imported.data?.kind ?? "";
  const [naming, setNaming] = useState(false);
  useTabTitle(imported.data && t("import:title", { union: imported.data.organization_name }));

  // The end of a job is the next state of the import.
  useEffect(() => {
    if (!over || !jobId) return;
    for (const queryKey of [IMPORTS, ...shapeOf(kind).queries.map((noun) => [noun])])
      void queries.invalidateQueries({ queryKey });
  }, [over, jobId, kind, queries]);

  if (imported.error) return <ProblemPage problem={imported.error} onRetry={() => void imported.refetch()} />;
  if (!imported.data) return null;
  const { state } = imported.data;
  const renew = () => {
    setNaming(false);
    void queries.invalidateQueries({ queryKey: IMPORTS });
  };
  return (
    <div className={styles.page}>
      <PageHead title={t(`import:nav.${imported.data.kind}`)} note={imported.data.file_name}>
        <Road at={ROAD[state] ?? "check"} />
      </PageHead>
      {isGoing(state) && job.data && (
        <div className={styles.going}>
          <JobProgress
            title={t(`import:going.${state}`, { union: imported.data.organization_name })}
            job={shownJob(job.data)}
            onCancel={job.data.cancel_requested ? undefined : () => void cancelJob(job.data.id)}
          />
          <p className="note ink-3">{t("import:may_leave")}</p>
        </div>
      )}
      {state === "failed" && <Failed imported={imported.data} problem={job.data?.problem} />}
      {state !== "failed" && job.data?.problem && (
        <ProblemStrip problem={shownJob(job.data).problem} lead={t("import:broken_off")} />
      )}
      {(state === "unmapped" || naming) && (
        <ColumnsPanel
          key={imported.data.version}
          imported={imported.data}
          onBegun={renew}
          onLeave={naming ? () => setNaming(false) : undefined}
        />
      )}
      {["checked", "committed", "undone"].includes(state) && !naming && (
        <Result
          key={`${state} ${imported.data.round}`}
          imported={imported.data}
          onBegun={renew}
          onColumns={() => setNaming(true)}
        />
      )}
    </div>
  );
}

function Failed({ imported, problem }: { imported: ImportOut; problem: unknown }) {
  const { t } = useTranslation();
  const shown = problem ? { status: 409, request_id: null, errors: [], retry_after: null, ...problem } : undefined;
  return (
    <div className={styles.going}>
      <ProblemStrip boxed problem={shown} lead={t("import:failed")} />
      <p>
        <Link to="/import/$kind" params={{ kind: imported.kind }}>
          {t("import:again")}
        </Link>
      </p>
    </div>
  );
}
