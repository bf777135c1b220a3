import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import type { HouseholdOut } from "@unionhome/client/model";
import { count, yuan } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useKey } from "../../../ui/keys/keys";
import { useDictionary } from "../../../ui/page/dictionary";
import { Outlet } from "../../../ui/page/outlet";
import { useAccess } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { PageHead } from "../../../ui/record/PageHead";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import { Scroll } from "../../../ui/scroll/Scroll";
import { Stamp } from "../../../ui/status/Stamp";
import { Status } from "../../../ui/status/Status";
import { Steps } from "../../../ui/status/Steps";
import styles from "../aid.module.css";
import { BeginDialog } from "../cases/BeginDialog";
import { CasesOf } from "../cases/CasesOf";
import { householdHistory, MARK, oneHousehold, useChanged } from "../data";
import { TABS } from "../search";
import { Facts } from "./Facts";
import { FileFormDialog } from "./FileFormDialog";
import { Judgement } from "./Judgement";
import { Papers } from "./Papers";
import { People } from "./People";
import { DESTRUCTIVE, StepDialog } from "./StepDialog";
import { Trail } from "./Trail";

const route = getRouteApi("/households/$id");
/** Drawn only when they are open: of these a closed one says nothing that the page does not. */
const QUIET = ["delete", "edit", "propose_decision"];

export function HouseholdPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const household = useQuery(oneHousehold(id));
  useTabTitle(household.data?.name, t("aid:one"));
  if (household.data) return <File key={id} household={household.data} />;
  if (household.error) return <ProblemPage problem={household.error} onRetry={() => void household.refetch()} />;
  return null;
}

function File({ household }: { household: HouseholdOut }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const changed = useChanged();
  const { tab = "judgement" }: { tab?: (typeof TABS)[number] } = route.useSearch();
  const [step, setStep] = useState<string | null>(null);
  const [applying, setApplying] = useState(false);
  const [printing, setPrinting] = useState(false);
  const may = useAccess();
  const history = useQuery(householdHistory(household.id)).data;
  const steps = household.steps.filter((one) => one.allowed || !QUIET.includes(one.step));
  const edit = () => void go({ to: "/households/$id/edit", params: { id: household.id } });
  useKey("e", t("aid:verb.edit"), edit, {
    enabled: household.steps.some((one) => one.step === "edit" && one.allowed),
  });
  const heading = t(tab === "cases" ? "aid:case.title" : `aid:tab.${tab}`);
  return (
    <div className={styles.page}>
      <Head household={household}>
        {may.editHouseholds && household.status === "active" && (
          <Button icon="heart" onClick={() => setApplying(true)}>
            {t("aid:case.begin")}
          </Button>
        )}
        <Button icon="export" onClick={() => setPrinting(true)}>
          {t("aid:paper_form.title")}
        </Button>
        <Steps
          steps={steps}
          main={steps.find((one) => one.allowed && ["open", "confirm_decision", "edit"].includes(one.step))?.step}
          destructive={DESTRUCTIVE}
          onStep={(one) => (one.step === "edit" ? edit() : setStep(one.step))}
        />
      </Head>
      <RecordTabs
        label={t("aid:one")}
        current={tab}
        onPick={(key) =>
          void go({
            to: "/households/$id",
            params: { id: household.id },
            search: { tab: TABS.find((one) => one === key) },
            replace: true,
          })
        }
        tabs={[
          { key: "judgement", label: t("aid:tab.judgement") },
          { key: "people", label: t("aid:tab.people"), count: count(household.people.length) },
          { key: "papers", label: t("aid:tab.papers"), count: count(household.papers.length) },
          { key: "cases", label: t("aid:case.title") },
          { key: "trail", label: t("aid:tab.trail"), count: history && count(history.events.length) },
        ]}
      />
      <div className={styles.body}>
        <Scroll className={styles.side} label={t("aid:tab.facts")}>
          <Facts household={household} />
          <Outlet at="household.about" id={household.id} />
        </Scroll>
        <Scroll className={styles.main} label={heading}>
          {tab === "people" ? (
            <People household={household} />
          ) : tab === "papers" ? (
            <Papers household={household} onChanged={changed} />
          ) : tab === "cases" ? (
            <CasesOf household={household.id} />
          ) : tab === "trail" ? (
            <Trail household={household} history={history} />
          ) : (
            <Judgement household={household} />
          )}
        </Scroll>
      </div>
      {printing && <FileFormDialog household={household} onClose={() => setPrinting(false)} />}
      {applying && <BeginDialog household={household} onClose={() => setApplying(false)} />}
      {step && (
        <StepDialog
          household={household}
          step={step}
          onClose={() => setStep(null)}
          onDone={(after) => {
            setStep(null);
            changed(after ?? undefined);
            if (!after) void go({ to: "/households", replace: true });
          }}
        />
      )}
    </div>
  );
}

/** Name, number, category, state, and the figures that every desk asks for. */
function Head({ household, children }: { household: HouseholdOut; children: React.ReactNode }) {
  const { t } = useTranslation();
  const statuses = useDictionary("household_status");
  const categories = useDictionary("hardship_category");
  const sexes = useDictionary("sex");
  const past = household.evaluation !== null && household.evaluation.category !== household.category;
  return (
    <PageHead
      title={household.name}
      note={[sexes.label(household.sex), household.age !== null && t("aid:years", { count: household.age })]
        .filter(Boolean)
        .join(t("ui:comma"))}
      marks={
        <>
          <Status mark={MARK[household.status] ?? "settled"}>{statuses.label(household.status)}</Status>
          {household.category && <Stamp>{categories.label(household.category)}</Stamp>}
          {household.decided && <span className="small ink-3">{t("aid:decided")}</span>}
          {past && !household.decided && <Status mark="due">{t("aid:rules_changed")}</Status>}
        </>
      }
      facts={[
        [t("aid:column.number"), household.number],
        [
          t("aid:column.organization"),
          <Link key="union" to={`/organizations/${household.organization.id}` as never}>
            {household.organization.name}
          </Link>,
        ],
        [t("aid:column.size"), count(household.size)],
        [t("aid:column.gross"), yuan(household.gross_fen)],
      ]}
    >
      {household.member_id && (
        <Link to={`/members/${household.member_id}` as never}>
          <Button tabIndex={-1}>{t("aid:verb.member")}</Button>
        </Link>
      )}
      {children}
    </PageHead>
  );
}
