import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReconciliationOut } from "@unionhome/client/model";
import { getReconciliationDocument } from "@unionhome/client/reconciliations";
import { count, moment, yuan } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { save } from "../../../ui/export/exports";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { Menu } from "../../../ui/popover/Menu";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import { Status } from "../../../ui/status/Status";
import { Steps } from "../../../ui/status/Steps";
import { MONTH_MARKS, monthOf, oneMonth } from "../data";
import { PairedBar } from "../list/MonthsPage";
import styles from "../reconciliation.module.css";
import { TABS } from "../tabs";
import { Pairs } from "./Pairs";
import { Sides } from "./Sides";
import { StepDialog } from "./StepDialog";
import { Sums } from "./Sums";

const route = getRouteApi("/aid/reconciliations/$id");
const FORMATS = ["docx", "pdf", "xlsx"] as const;

/** One month: what is between bank and books in one number, what stands open side by side, what is paired. */
export function MonthPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const month = useQuery(oneMonth(id));
  useTabTitle(month.data && `${monthOf(month.data.month)} ${month.data.last_four}`, t("reconciliation:one"));
  if (month.data) return <Body key={id} month={month.data} />;
  if (month.error) return <ProblemPage problem={month.error} onRetry={() => void month.refetch()} />;
  return null;
}

function Body({ month }: { month: ReconciliationOut }) {
  const { t } = useTranslation();
  const may = useAccess();
  const states = useDictionary("reconciliation_state");
  const { tab = "open" }: { tab?: (typeof TABS)[number] } = useSearch({ from: "/aid/reconciliations/$id" });
  const go = useNavigate({ from: "/aid/reconciliations/$id" });
  const [step, setStep] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>();
  const name = `${monthOf(month.month)} ${t("reconciliation:account.called", { name: month.account_name, four: month.last_four })}`;
  const tabs = TABS.map((key) => ({
    key,
    label: t(`reconciliation:tab.${key}`),
    count: count(
      key === "open" ? month.open_lines + month.open_entries : month.ways.reduce((sum, way) => sum + way.pairs, 0),
    ),
  }));

  async function print(format: (typeof FORMATS)[number]) {
    setProblem(undefined);
    try {
      const content = await getReconciliationDocument(month.id, { format });
      save(content as unknown as Blob, `${t("reconciliation:paper.title")} ${name}.${format}`);
    } catch (error) {
      setProblem(error);
    }
  }

  return (
    <div className={styles.page}>
      <PageHead
        title={name}
        marks={<Status mark={MONTH_MARKS[month.state] ?? "settled"}>{states.label(month.state)}</Status>}
        facts={[
          [
            t("reconciliation:column.account"),
            <Link key="account" to="/aid/reconciliations" search={{ account_id: month.account_id }}>
              {month.bank}
            </Link>,
          ],
          [t("reconciliation:column.opening"), yuan(month.opening_fen)],
          [t("reconciliation:column.paired"), <PairedBar key="bar" month={month} />],
          [t("reconciliation:column.made"), `${month.made_by_name} ${moment(month.made_at)}`],
          ...(month.closed_by_name
            ? [[t("reconciliation:column.closed_by"), `${month.closed_by_name} ${moment(month.closed_at)}`] as const]
            : []),
          ...(month.checked_by_name
            ? [[t("reconciliation:column.checked_by"), `${month.checked_by_name} ${moment(month.checked_at)}`] as const]
            : []),
          ...(month.reopen_reason ? [[t("reconciliation:column.reopened"), month.reopen_reason] as const] : []),
        ]}
      >
        {may.editFunds && month.state === "open" && month.latest && (
          <Button destructive onClick={() => setStep("drop")}>
            {t("reconciliation:drop.verb")}
          </Button>
        )}
        <Menu
          label={t("reconciliation:paper.title")}
          items={FORMATS.map((format) => ({
            key: format,
            label: t(`reconciliation:paper.${format}`),
            onPick: () => void print(format),
          }))}
        >
          {(opener) => (
            <Button {...opener} icon="export">
              {t("reconciliation:paper.title")}
            </Button>
          )}
        </Menu>
        {may.editFunds && (
          <Steps
            steps={month.steps}
            destructive={["reopen"]}
            main={month.steps.find((each) => ["close", "check"].includes(each.step) && each.allowed)?.step}
            onStep={(one) => setStep(one.step)}
          />
        )}
      </PageHead>
      {problem !== undefined && <ProblemStrip problem={problem} />}
      <Sums month={month} />
      <RecordTabs
        label={name}
        tabs={tabs}
        current={tab}
        onPick={(key) => void go({ search: { tab: TABS.find((one) => one === key) }, replace: true })}
      />
      {tab === "open" ? <Sides month={month} /> : <Pairs month={month} />}
      {step && <StepDialog month={month} step={step} onClose={() => setStep(null)} />}
    </div>
  );
}
