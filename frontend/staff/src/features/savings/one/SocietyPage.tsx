import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate, useSearch } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import type { SocietyOut } from "@unionhome/client/model";
import { stepSociety } from "@unionhome/client/savings";
import { count, yuan } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { PageHead } from "../../../ui/record/PageHead";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import { Status } from "../../../ui/status/Status";
import { Steps } from "../../../ui/status/Steps";
import { oneSociety, useSavingsMoved } from "../data";
import { SocietyDialog } from "../list/SocietyDialog";
import { Loans } from "../loan/Loans";
import styles from "../savings.module.css";
import { TABS } from "../tabs";
import { Book } from "./Book";
import { Collection } from "./Collection";
import { EntryDialog } from "./EntryDialog";
import { JoinDialog } from "./JoinDialog";
import { Savers } from "./Savers";
import { Year } from "./Year";

const route = getRouteApi("/aid/savings/$id");

/** One society: who saves, this month, what is lent, the book, the year. */
export function SocietyPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const society = useQuery(oneSociety(id));
  useTabTitle(society.data?.name, t("savings:one"));
  if (society.data) return <Body key={id} society={society.data} />;
  if (society.error) return <ProblemPage problem={society.error} onRetry={() => void society.refetch()} />;
  return null;
}

type Asking = "edit" | "join" | "support" | "close" | "reopen";

function Body({ society }: { society: SocietyOut }) {
  const { t } = useTranslation();
  const may = useAccess();
  const states = useDictionary("society_status");
  const { tab = "savers" }: { tab?: (typeof TABS)[number] } = useSearch({ from: "/aid/savings/$id" });
  const go = useNavigate({ from: "/aid/savings/$id" });
  const [asking, setAsking] = useState<Asking | null>(null);
  const close = () => setAsking(null);
  const open = society.status === "open";
  return (
    <div className={styles.page}>
      <PageHead
        title={society.name}
        marks={<Status mark={open ? "settled" : "kept"}>{states.label(society.status)}</Status>}
        facts={[
          [t("savings:column.organization"), society.organization_name],
          [t("savings:column.keeper"), society.keeper_name],
          [t("savings:column.checker"), society.checker_name],
          [t("savings:column.savers"), count(society.savers)],
          [t("savings:column.savings"), yuan(society.savings_fen)],
          [t("savings:column.loan"), yuan(society.loan_fen)],
          [t("savings:column.support"), yuan(society.support_fen)],
          [t("savings:column.cash"), <b key="cash">{yuan(society.cash_fen)}</b>],
        ]}
      >
        {may.keepSavings && (
          <>
            <Steps
              steps={society.steps}
              destructive={["close"]}
              main=""
              onStep={(one) => setAsking(one.step as Asking)}
            />
            <Button onClick={() => setAsking("edit")}>{t("savings:edit.open")}</Button>
            {open && <Button onClick={() => setAsking("support")}>{t("savings:entry.support")}</Button>}
            {open && (
              <Button kind="main" icon="plus" onClick={() => setAsking("join")}>
                {t("savings:join.open")}
              </Button>
            )}
          </>
        )}
      </PageHead>
      <RecordTabs
        label={society.name}
        tabs={TABS.map((key) => ({ key, label: t(`savings:tab.${key}`) }))}
        current={tab}
        onPick={(key) => void go({ search: { tab: TABS.find((one) => one === key) }, replace: true })}
      />
      {tab === "savers" && <Savers society={society} />}
      {tab === "month" && <Collection society={society} />}
      {tab === "loans" && <Loans society={society} />}
      {tab === "book" && <Book society={society} />}
      {tab === "year" && <Year society={society} />}
      {asking === "edit" && <SocietyDialog society={society} onClose={close} />}
      {asking === "join" && <JoinDialog society={society} onClose={close} />}
      {asking === "support" && <EntryDialog society={society} kind="support" onClose={close} />}
      {(asking === "close" || asking === "reopen") && <TurnDialog society={society} step={asking} onClose={close} />}
    </div>
  );
}

/** Close a society, or open it again. */
function TurnDialog({ society, step, onClose }: { society: SocietyOut; step: "close" | "reopen"; onClose(): void }) {
  const { t } = useTranslation();
  const moved = useSavingsMoved();
  const label = society.steps.find((one) => one.step === step)?.label ?? step;
  return (
    <ConfirmAct
      kind={step === "close" ? "destructive" : "plain"}
      title={t("savings:turn.title", { verb: label, name: society.name })}
      verb={label}
      effect={t(`savings:turn.${step}`)}
      eager
      act={async () => {
        await stepSociety(society.id, { step }, ifMatch(society));
        await moved();
      }}
      onClose={onClose}
    />
  );
}
