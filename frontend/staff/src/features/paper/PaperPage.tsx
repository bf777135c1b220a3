import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import type { UnionPaperOut } from "@unionhome/client/model";
import { stepPaper } from "@unionhome/client/papers";
import { moment } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { AskNote } from "../../ui/dialog/AskNote";
import { useDictionary } from "../../ui/page/dictionary";
import { useTabTitle } from "../../ui/page/tab";
import { ProblemPage } from "../../ui/problem/ProblemPage";
import { DescriptionList, Field } from "../../ui/record/DescriptionList";
import { PageHead } from "../../ui/record/PageHead";
import { Section } from "../../ui/record/Section";
import { Status } from "../../ui/status/Status";
import { MARKS, onePaper, useFiled } from "./data";
import { EditDialog } from "./EditDialog";
import { Files } from "./Files";
import styles from "./paper.module.css";

/** One paper of a union with its files. */
export function PaperPage() {
  const { id } = useParams({ from: "/papers/$id" });
  const { data, error, refetch } = useQuery(onePaper(id));
  if (error && !data) return <ProblemPage problem={error} onRetry={() => void refetch()} />;
  return data ? <One paper={data} /> : null;
}

function One({ paper }: { paper: UnionPaperOut }) {
  const { t } = useTranslation();
  const kinds = useDictionary("union_paper_kind");
  const terms = useDictionary("paper_retention");
  const states = useDictionary("union_paper_state");
  const filed = useFiled();
  const [asking, setAsking] = useState<string>();
  useTabTitle(paper.title, t("paper:one"));
  return (
    <div className={styles.page}>
      <PageHead
        title={paper.title}
        marks={<Status mark={MARKS[paper.state]}>{states.label(paper.state)}</Status>}
        facts={[
          [t("paper:column.kind"), kinds.label(paper.kind)],
          [t("paper:column.year"), String(paper.year)],
          [
            t("paper:column.organization"),
            <Link key="union" to={"/organizations/$id" as never} params={{ id: paper.organization_id } as never}>
              <span translate="no">{paper.organization_name}</span>
            </Link>,
          ],
        ]}
      >
        {[...paper.steps]
          .reverse()
          .filter((step) => step.allowed)
          .map((step) => (
            <Button key={step.step} destructive={step.step === "withdraw"} onClick={() => setAsking(step.step)}>
              {step.label}
            </Button>
          ))}
      </PageHead>
      <div className={styles.record}>
        <Section title={t("paper:column.files")} note={t("paper:count", { n: paper.file_count })}>
          <Files paper={paper} />
        </Section>
        <Section title={t("paper:about")}>
          <DescriptionList labels={96}>
            <Field label={t("paper:field.held_on")}>{paper.held_on}</Field>
            <Field label={t("paper:column.place")}>{paper.place_kept}</Field>
            <Field
              label={t("paper:column.retention")}
              note={paper.due_on ? t("paper:due_from", { day: paper.due_on }) : undefined}
            >
              {terms.label(paper.retention)}
            </Field>
            <Field label={t("paper:field.note")}>{paper.note}</Field>
            <Field label={t("paper:column.by")} note={moment(paper.created_at)}>
              {paper.entered_by_name}
            </Field>
            {paper.withdrawn_at && (
              <Field label={t("paper:withdraw.verb")} note={`${paper.withdrawn_by_name} ${moment(paper.withdrawn_at)}`}>
                {paper.withdrawn_reason}
              </Field>
            )}
          </DescriptionList>
        </Section>
      </div>
      {asking === "edit" && <EditDialog paper={paper} onClose={() => setAsking(undefined)} />}
      {asking === "withdraw" && (
        <AskNote
          title={t("paper:withdraw.title", { title: paper.title })}
          verb={t("paper:withdraw.verb")}
          effect={t("paper:withdraw.effect")}
          label={t("paper:withdraw.reason")}
          act={async (reason) => {
            await stepPaper(paper.id, { step: "withdraw", reason }, ifMatch(paper));
            await filed();
          }}
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  );
}
