import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { ifMatch, transport } from "@unionhome/client";
import type { SummaryOut } from "@unionhome/client/model";
import { deleteAidSummary, stepAidSummary } from "@unionhome/client/summaries";
import { count, date } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { save } from "../../ui/export/exports";
import { useDictionary } from "../../ui/page/dictionary";
import { useTabTitle } from "../../ui/page/tab";
import { ProblemPage } from "../../ui/problem/ProblemPage";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { PageHead } from "../../ui/record/PageHead";
import { Scroll } from "../../ui/scroll/Scroll";
import { Status } from "../../ui/status/Status";
import { Steps } from "../../ui/status/Steps";
import { MARKS, oneSummary, useSummaryMoved } from "./data";
import { Figures } from "./Figures";
import styles from "./summary.module.css";
import { useSeason } from "./useSeason";
import { VersionsDialog } from "./VersionsDialog";
import { Writing } from "./Writing";

const route = getRouteApi("/aid/summaries/$id");
const FORMATS = ["docx", "pdf"] as const;

/** One summary: what the books say on the left, what the officer says on the right. */
export function SummaryPage() {
  const { id } = route.useParams();
  const { t } = useTranslation();
  const summary = useQuery(oneSummary(id));
  useTabTitle(summary.data?.title, t("summary:one"));
  if (summary.data) return <Body key={id} summary={summary.data} />;
  if (summary.error) return <ProblemPage problem={summary.error} onRetry={() => void summary.refetch()} />;
  return null;
}

function Body({ summary }: { summary: SummaryOut }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const statuses = useDictionary("summary_status");
  const season = useSeason();
  const moved = useSummaryMoved();
  const [asking, setAsking] = useState<"issue" | "delete" | "versions" | null>(null);
  const [problem, setProblem] = useState<unknown>();
  const [unsaved, setUnsaved] = useState(false);
  const writes = summary.steps.some((one) => one.step === "edit" && one.allowed);
  const close = () => setAsking(null);

  async function download(format: (typeof FORMATS)[number]) {
    setProblem(undefined);
    try {
      const url = `/api/v1/aid-summaries/${summary.id}/paper`;
      save(await transport<Blob>({ url, method: "GET", params: { format } }), `${summary.title}.${format}`);
    } catch (refused) {
      setProblem(refused);
    }
  }

  return (
    <div className={styles.page}>
      <PageHead
        title={summary.title}
        marks={<Status mark={MARKS[summary.status]}>{statuses.label(summary.status)}</Status>}
        facts={[
          [t("summary:column.about"), season(summary)],
          [t("summary:column.organization"), summary.organization_name],
          [t("summary:column.maker"), summary.maker_name],
          ...(summary.issued_at
            ? ([[t("summary:column.issued"), `${summary.issued_by_name} ${date(summary.issued_at)}`]] as const)
            : []),
        ]}
      >
        <Button onClick={() => setAsking("versions")}>
          {t("summary:versions.verb", { n: count(summary.versions) })}
        </Button>
        {FORMATS.map((format) => (
          <Button key={format} icon="export" onClick={() => void download(format)}>
            {t(`summary:paper.${format}`)}
          </Button>
        ))}
        {writes && (
          <Steps
            steps={summary.steps
              .filter((one) => one.step !== "edit")
              .map((one) =>
                one.step === "issue" && unsaved ? { ...one, allowed: false, reason: t("summary:issue.unsaved") } : one,
              )}
            destructive={["delete"]}
            onStep={(one) => setAsking(one.step as "issue" | "delete")}
          />
        )}
      </PageHead>
      {problem !== undefined && <ProblemStrip problem={problem} />}
      <div className={styles.panes}>
        <Scroll className={styles.pane} label={t("summary:figures")}>
          <Figures summary={summary} />
        </Scroll>
        <Scroll className={styles.pane} label={t("summary:text")}>
          <Writing key={summary.version} summary={summary} writes={writes} onUnsaved={setUnsaved} />
        </Scroll>
      </div>
      {asking === "issue" && (
        <ConfirmAct
          kind="seal"
          title={t("summary:issue.title", { title: summary.title })}
          verb={t("summary:issue.verb")}
          effect={t("summary:issue.effect")}
          eager
          act={async () => moved(await stepAidSummary(summary.id, { step: "issue" }, ifMatch(summary)))}
          onClose={close}
        />
      )}
      {asking === "delete" && (
        <ConfirmAct
          title={t("summary:delete.title", { title: summary.title })}
          verb={t("summary:delete.verb")}
          effect={t("summary:delete.effect")}
          act={async () => {
            await deleteAidSummary(summary.id, ifMatch(summary));
            void go({ to: "/aid/summaries", replace: true });
            await moved();
          }}
          onClose={close}
        />
      )}
      {asking === "versions" && <VersionsDialog id={summary.id} onClose={close} />}
    </div>
  );
}
