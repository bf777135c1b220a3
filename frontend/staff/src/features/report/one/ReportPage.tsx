import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import type { ReportFormOut, ReportOut } from "@unionhome/client/model";
import { fillReport, getReportWorkbook } from "@unionhome/client/reports";
import { moment } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { save } from "../../../ui/export/exports";
import { useDictionary } from "../../../ui/page/dictionary";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { Scroll } from "../../../ui/scroll/Scroll";
import { Status } from "../../../ui/status/Status";
import { formsOf, itemsOf, MARKS, named, oneReport, REPORTS } from "../data";
import styles from "../report.module.css";
import { Across } from "./Across";
import { Down } from "./Down";
import { Findings } from "./Findings";
import { StepDialog } from "./StepDialog";
import { type Drafts, draftsOf, isReady, NOTHING, type Typed } from "./typed";

const route = getRouteApi("/reports/$id");

/** A report as it stands on paper: the same page to fill, to look at and to print. */
export function ReportPage() {
  const { id } = route.useParams();
  const report = useQuery(oneReport(id));
  const all = useQuery(formsOf(report.data?.year)).data;
  const form = all?.items.find((one) => one.form === report.data?.form);
  if (report.error && !report.data) return <ProblemPage problem={report.error} onRetry={() => void report.refetch()} />;
  if (!report.data || !form) return null;
  return <Filled key={report.data.version} report={report.data} form={form} />;
}

function Filled({ report, form }: { report: ReportOut; form: ReportFormOut }) {
  const { t, i18n } = useTranslation();
  const states = useDictionary("report_status");
  const queries = useQueryClient();
  const title = named(form, i18n.language);
  useTabTitle(`${report.organization_name} ${title}`, t("report:one"));
  const [typed, setTyped] = useState<Typed>(NOTHING);
  const [step, setStep] = useState<string>();
  const [busy, setBusy] = useState<"save" | "sheet">();
  const [problem, setProblem] = useState<unknown>();
  const drafts = draftsOf(form, report, typed);
  const told = () => queries.invalidateQueries({ queryKey: [REPORTS] });

  async function attempt(what: "save" | "sheet", act: () => Promise<void>) {
    setBusy(what);
    setProblem(undefined);
    try {
      await act();
    } catch (refused) {
      setProblem(refused);
    }
    setBusy(undefined);
  }

  const keep = () =>
    attempt("save", async () => {
      await fillReport(report.id, { cells: drafts.cells }, ifMatch(report));
      await told();
    });
  const download = () =>
    attempt("sheet", async () =>
      save(
        (await getReportWorkbook(report.id)) as unknown as Blob,
        `${report.organization_name} ${title} ${report.year}.xlsx`,
      ),
    );
  const edit = (code: string, text: string) => setTyped({ ...typed, values: { ...typed.values, [code]: text } });
  const page = { report, form, typed, wrong: drafts.wrong, onType: edit };
  return (
    <div className={styles.page}>
      <PageHead
        title={<span translate="no">{report.organization_name}</span>}
        note={`${title} ${t("report:year", { year: report.year })}`}
        marks={<Status mark={MARKS[report.status]}>{states.label(report.status)}</Status>}
      >
        <Button icon="print" onClick={() => window.print()}>
          {t("report:print")}
        </Button>
        <Button icon="export" busy={busy === "sheet"} onClick={() => void download()}>
          {t("report:workbook")}
        </Button>
        {report.steps
          .filter((one) => one.allowed)
          .map((one) => (
            <Button
              key={one.step}
              kind={["submit", "accept", "finish"].includes(one.step) ? "main" : "plain"}
              disabled={drafts.cells.length > 0}
              title={drafts.cells.length > 0 ? t("report:save_first") : undefined}
              onClick={() => setStep(one.step)}
            >
              {one.label}
            </Button>
          ))}
      </PageHead>
      {problem !== undefined && <ProblemStrip problem={problem} />}
      <Scroll className={styles.scroll} label={title}>
        <p className={`${styles.about} ink-2 small`}>
          {t("report:computed", { time: moment(report.computed_at), day: report.day })}
          {report.reason && `　${t("report:reason", { reason: report.reason })}`}
        </p>
        <Findings report={report} />
        {report.fillable && <Changes report={report} form={form} drafts={drafts} typed={typed} onType={setTyped} />}
        {report.fillable && drafts.cells.length + drafts.wrong.size > 0 && (
          <div className={styles.save}>
            {drafts.wrong.size > 0 && <span className="bad small">{t("report:wrong", { n: drafts.wrong.size })}</span>}
            <Button onClick={() => setTyped(NOTHING)}>{t("report:discard")}</Button>
            <Button kind="main" busy={busy === "save"} disabled={!isReady(drafts)} onClick={() => void keep()}>
              {t("report:save", { n: drafts.cells.length })}
            </Button>
          </div>
        )}
        {form.across ? <Across {...page} /> : <Down {...page} />}
      </Scroll>
      {step && <StepDialog report={report} step={step} onClose={() => setStep(undefined)} onDone={told} />}
    </div>
  );
}

interface ChangesProps {
  report: ReportOut;
  form: ReportFormOut;
  drafts: Drafts;
  typed: Typed;
  onType(next: Typed): void;
}

/** Why figures of the register are changed: one line each, before they are saved. */
function Changes({ form, drafts, typed, onType }: ChangesProps) {
  const { t, i18n } = useTranslation();
  const items = itemsOf(form);
  if (drafts.explain.length === 0) return null;
  return (
    <ul className={styles.explain}>
      {drafts.explain.map((code) => {
        const item = items.get(code);
        return (
          <li key={code}>
            <label htmlFor={`why-${code}`}>{t("report:why", { item: item && named(item, i18n.language) })}</label>
            <input
              id={`why-${code}`}
              maxLength={200}
              value={typed.reasons[code] ?? ""}
              onChange={(event) => onType({ ...typed, reasons: { ...typed.reasons, [code]: event.target.value } })}
            />
          </li>
        );
      })}
    </ul>
  );
}
