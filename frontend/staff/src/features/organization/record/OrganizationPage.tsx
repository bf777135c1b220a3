import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { OrganizationOut } from "@unionhome/client/model";
import { count, creditCode } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useDictionary } from "../../../ui/page/dictionary";
import { useTab, useTabTitle } from "../../../ui/page/tab";
import { Menu } from "../../../ui/popover/Menu";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { PageHead } from "../../../ui/record/PageHead";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import { Stamp } from "../../../ui/status/Stamp";
import { Status } from "../../../ui/status/Status";
import { useLate } from "../../../ui/table/SkeletonRows";
import { useLines } from "../lines";
import { mayDo } from "../may";
import styles from "../organization.module.css";
import { type RecordSearch, TABS, type Tab } from "../search";
import { StepDialog } from "../steps/StepDialog";
import { PHASE_MARK, STATUS_MARK, useUnion } from "../union";
import { AboutTab } from "./AboutTab";
import { BelowTab } from "./BelowTab";
import { CommitteeTab } from "./CommitteeTab";
import { EmployersTab } from "./EmployersTab";
import { HistoryTab } from "./HistoryTab";
import { useCounts } from "./useCounts";

/** One union: what it is, who leads it, what stands below, what it covers, what became of it. */
export function OrganizationPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/organizations/$id" });
  const union = useUnion(id);
  const tab = useTab();
  const late = useLate(union.isPending, 300);
  useTabTitle(union.data?.name, t("organization:one"));
  if (union.error && !union.data)
    return <ProblemPage problem={union.error} onRetry={() => void union.refetch()} onClose={tab.close} />;
  if (!union.data) return late ? <p className={styles.waiting}>{t("organization:reading")}</p> : null;
  return <Record union={union.data} />;
}

function Record({ union }: { union: OrganizationOut }) {
  const { t } = useTranslation();
  const go = useNavigate({ from: "/organizations/$id" });
  const search: RecordSearch = useSearch({ from: "/organizations/$id" });
  const counts = useCounts(union);
  const current = search.tab ?? "about";
  const numbers: Partial<Record<Tab, number | null>> = { below: counts.below, employers: counts.employers };
  const tabs = [
    ...TABS.map((key) => ({
      key: key as string,
      label: t(`organization:tab.${key}`),
      count: numbers[key] == null ? undefined : count(numbers[key]),
    })),
  ];
  // The members are a list of their own, in a work tab of their own.
  tabs.splice(3, 0, {
    key: "members",
    label: t("organization:tab.members"),
    count: count(union.figures.members),
  });
  return (
    <div className={styles.page}>
      <Head union={union} />
      {union.status !== "active" && <Ended union={union} />}
      <RecordTabs
        label={union.name}
        tabs={tabs}
        current={current}
        onPick={(key) =>
          void (key === "members"
            ? go({ to: "/members" as never, search: { org: union.id } as never })
            : go({ search: { tab: key === "about" ? undefined : (key as Tab) }, replace: true }))
        }
      />
      {current === "about" && <AboutTab union={union} employers={counts.employers} />}
      {current === "below" && <BelowTab union={union} />}
      {current === "committee" && <CommitteeTab union={union} />}
      {current === "employers" && <EmployersTab union={union} />}
      {current === "history" && <HistoryTab union={union} />}
    </div>
  );
}

/** What has a button of its own: beside the menu, or beside the term it is about. */
const ELSEWHERE = ["edit", "urge_term"];

function Head({ union }: { union: OrganizationOut }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const lines = useLines();
  const kinds = useDictionary("organization_kind");
  const statuses = useDictionary("organization_status");
  const phases = useDictionary("term_phase");
  const honours = useDictionary("honour_kind");
  const [step, setStep] = useState<string | null>(null);
  const parent = union.ancestors.at(-1);
  const facts: [string, React.ReactNode][] = [[t("organization:column.kind"), kinds.label(union.kind)]];
  if (union.credit_code) facts.push([t("organization:field.credit_code_short"), creditCode(union.credit_code)]);
  if (parent) facts.push([t("organization:column.parent"), <Ancestors key="parent" union={union} />]);
  if (union.line_id) facts.push([t("organization:field.line_id"), lines.label(union.line_id)]);
  if (union.demonstrations) facts.push([honours.label("demonstration"), <Demonstrated key="honours" union={union} />]);
  if (union.legal_person_on) facts.push([t("organization:field.legal_person"), union.legal_person_on]);
  return (
    <>
      <PageHead
        title={union.name}
        marks={
          <>
            {union.status !== "active" && (
              <Status mark={STATUS_MARK[union.status] ?? "settled"}>{statuses.label(union.status)}</Status>
            )}
            {union.status === "active" && union.term && union.term.phase !== "running" && (
              <Status mark={PHASE_MARK[union.term.phase]}>{phases.label(union.term.phase)}</Status>
            )}
            {union.honours.map((one) => (
              <Stamp key={one.id}>{honours.label(one.kind)}</Stamp>
            ))}
          </>
        }
        facts={facts}
      >
        <Menu
          label={t("organization:steps")}
          align="end"
          items={union.steps
            .filter((one) => !ELSEWHERE.includes(one.step))
            .map((one, index) => ({
              key: one.step,
              label: one.label,
              note: one.allowed ? undefined : one.reason,
              disabled: !one.allowed,
              destructive: one.step === "dissolve",
              apart: one.step === "dissolve" || (one.step === "move" && index > 0),
              onPick: () => setStep(one.step),
            }))}
        >
          {(opener) => <Button {...opener} icon="more" aria-label={t("organization:steps")} />}
        </Menu>
        {mayDo(union, "edit") && (
          <Button
            kind="main"
            icon="edit"
            onClick={() => void go({ to: "/organizations/$id/edit", params: { id: union.id } })}
          >
            {t("organization:edit.verb")}
          </Button>
        )}
      </PageHead>
      {step && <StepDialog step={step} union={union} onClose={() => setStep(null)} />}
    </>
  );
}

/** How many demonstration units there are, and how many there should be; a click shows them. */
function Demonstrated({ union }: { union: OrganizationOut }) {
  const { t } = useTranslation();
  const told = union.demonstrations;
  if (!told) return null;
  const least = told.due_least === told.due_most ? "" : `${count(told.due_least)}–`;
  return (
    <>
      <Link to="/organizations" search={{ at: union.id, view: "all", honour: "demonstration" }}>
        {count(told.units)}
      </Link>
      <span className="ink-3"> / {t("organization:honour.due", { n: `${least}${count(told.due_most)}` })}</span>
      {told.townships > 1 && (
        <span className="ink-3">
          {t("organization:honour.townships", { n: count(told.townships_with_one), of: count(told.townships) })}
        </span>
      )}
    </>
  );
}

/** From the top of what the reader sees down to the parent, each a link. */
function Ancestors({ union }: { union: OrganizationOut }) {
  return (
    <>
      {union.ancestors.slice(-3).map((one, index) => (
        <span key={one.id}>
          {index > 0 && <span className="ink-3"> / </span>}
          <Link to="/organizations/$id" params={{ id: one.id }}>
            {one.name}
          </Link>
        </span>
      ))}
    </>
  );
}

/** A union that has ended says when, and where its members are now. */
function Ended({ union }: { union: OrganizationOut }) {
  const { t } = useTranslation();
  const into = useUnion(union.merged_into_id ?? undefined);
  return (
    <p className={styles.ended} role="status">
      {union.merged_into_id ? t("organization:ended.merged", { date: union.dissolved_on }) : null}
      {union.merged_into_id && (
        <Link to="/organizations/$id" params={{ id: union.merged_into_id }}>
          {into.data?.name ?? t("organization:ended.other")}
        </Link>
      )}
      {union.status === "dissolved" && t("organization:ended.dissolved", { date: union.dissolved_on })}
      {union.status === "preparing" && t("organization:ended.preparing")}
    </p>
  );
}
