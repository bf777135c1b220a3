import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import type { VisitPlanOut } from "@unionhome/client/model";
import { count, date, range, yuan } from "@unionhome/words";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useDictionary } from "../../../ui/page/dictionary";
import { Outlet } from "../../../ui/page/outlet";
import { useAccess } from "../../../ui/page/person";
import { useKept, useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { FactLine } from "../../../ui/record/FactLine";
import { PageHead } from "../../../ui/record/PageHead";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import { Scroll } from "../../../ui/scroll/Scroll";
import { Status } from "../../../ui/status/Status";
import { Steps } from "../../../ui/status/Steps";
import { onePlan, PLAN_MARK, stopsOf, useChanged } from "../data";
import { Progress } from "../list/Progress";
import { StoreDialog } from "../store/StoreDialog";
import styles from "../visit.module.css";
import { AddDialog } from "./AddDialog";
import { EditDialog } from "./EditDialog";
import { useUnsaved } from "./edits";
import { Grid } from "./Grid";
import { MoneyDialog, type MoneyStep } from "./MoneyDialog";
import { PrintDialog } from "./PrintDialog";
import { StepDialog } from "./StepDialog";
import { TeamsDialog } from "./TeamsDialog";

const route = getRouteApi("/visits/$id");
/** Drawn only when they are open. */
const QUIET = ["delete", "edit", "start", "revise", "cancel"];
const DESTRUCTIVE = ["delete", "cancel"];
/** Where the money is that no case pays: what is nought says nothing. */
const MONEY = [
  ["wanted", "wanted_fen"],
  ["reserved", "reserved_fen"],
  ["to_book", "to_book_fen"],
  ["spent", "booked_fen"],
  ["to_store", "to_issue_fen"],
  ["issued", "issued_fen"],
] as const;

/** One plan: its table to write and to print, and how far it is. */
export function PlanPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const plan = useQuery(onePlan(id));
  useTabTitle(plan.data?.name, t("visit:one"));
  if (plan.data) return <Plan key={id} plan={plan.data} />;
  if (plan.error) return <ProblemPage problem={plan.error} onRetry={() => void plan.refetch()} />;
  return null;
}

function Plan({ plan }: { plan: VisitPlanOut }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const changed = useChanged();
  const [tab, setTab] = useKept("visit.tab", "table");
  const [open, setOpen] = useState<string | null>(null);
  const states = useDictionary("plan_status");
  const stops = useQuery(stopsOf(plan.id));
  const may = useAccess();
  const unsaved = useUnsaved(plan.id, stops.data ?? []);
  const edits = plan.steps.some((one) => one.step === "edit" && one.allowed);
  const steps = plan.steps
    .filter((one) => one.step !== "edit" && (one.allowed || !QUIET.includes(one.step)))
    // What is decided on is what is saved: rows that are still typed into would be left behind.
    .map((one) =>
      unsaved.count > 0 && one.allowed
        ? { ...one, allowed: false, reason: t("visit:grid.unsaved", { n: unsaved.count }) }
        : one,
    );
  const running = plan.status === "planned" || plan.status === "under_way";
  const close = () => setOpen(null);
  const done = (after: VisitPlanOut | null) => {
    close();
    changed(after ?? undefined);
    if (!after) void go({ to: "/visits", replace: true });
  };
  return (
    <div className={styles.page}>
      <PageHead
        title={<span translate="no">{plan.name}</span>}
        marks={<Status mark={PLAN_MARK[plan.status] ?? "settled"}>{states.label(plan.status)}</Status>}
        views={
          <RecordTabs
            kind="views"
            label={t("visit:one")}
            current={tab}
            onPick={setTab}
            tabs={[
              { key: "table", label: t("visit:tab.table"), count: count(plan.visits) },
              { key: "progress", label: t("visit:tab.progress") },
            ]}
          />
        }
      >
        {running && (
          <Link className={styles.door} to="/visits/$id/do" params={{ id: plan.id }}>
            {t("visit:door.open")}
          </Link>
        )}
        <Steps
          steps={steps}
          main={steps.find((one) => one.allowed && ["plan", "finish"].includes(one.step))?.step ?? ""}
          destructive={DESTRUCTIVE}
          onStep={(one) => setOpen(one.step)}
        />
      </PageHead>
      <Facts plan={plan}>
        {edits && (
          <Button kind="text" icon="plus" onClick={() => setOpen("add")}>
            {t("visit:add.verb")}
          </Button>
        )}
        {edits && (
          <Button kind="text" onClick={() => setOpen("head")}>
            {t("visit:edit.verb")}
          </Button>
        )}
        {edits && (
          <Button kind="text" onClick={() => setOpen("teams")}>
            {t("visit:team.edit")}
          </Button>
        )}
        {edits && may.seeFunds && plan.paid_elsewhere === "" && (
          <Button kind="text" disabled={unsaved.count > 0} onClick={() => setOpen("store")}>
            {t("visit:store.verb")}
          </Button>
        )}
        {plan.money.steps
          .filter((one) => one.allowed)
          .map((one) => (
            <Button
              key={one.step}
              kind="text"
              disabled={unsaved.count > 0}
              onClick={() => setOpen(`money.${one.step}`)}
            >
              {one.label}
            </Button>
          ))}
        {(plan.money.reserved_fen > 0 || plan.money.booked_fen > 0 || plan.money.issued_fen > 0) && may.seeFunds && (
          <Link to={`/funds/ledger?visit_plan_id=${plan.id}` as never}>{t("visit:money.entries")}</Link>
        )}
        <Outlet at="visit_plan.facts" id={plan.id} />
        <Button kind="text" icon="print" onClick={() => setOpen("print")}>
          {t("visit:print.verb")}
        </Button>
      </Facts>
      <Scroll className={styles.scroll} label={t(`visit:tab.${tab}`)}>
        {tab === "progress" ? (
          <Progress plan={plan.id} />
        ) : (
          stops.data && <Grid plan={plan} stops={stops.data} unsaved={unsaved} onChanged={changed} />
        )}
      </Scroll>
      {open === "print" && <PrintDialog plan={plan} onClose={close} />}
      {open === "head" && <EditDialog plan={plan} onClose={close} onDone={done} />}
      {open === "teams" && <TeamsDialog plan={plan} onClose={close} onDone={done} />}
      {open === "store" && stops.data && <StoreDialog plan={plan} stops={stops.data} onClose={close} onDone={done} />}
      {open === "add" && <AddDialog plan={plan} onClose={close} onDone={done} />}
      {open?.startsWith("money.") && stops.data && (
        <MoneyDialog
          plan={plan}
          stops={stops.data}
          step={open.slice("money.".length) as MoneyStep}
          onClose={close}
          onDone={done}
        />
      )}
      {open && steps.some((one) => one.step === open) && (
        <StepDialog plan={plan} step={open} onClose={close} onDone={done} />
      )}
    </div>
  );
}

/** The days and the sums that every desk asks for, number and occasion, where and when they meet. */
function Facts({ plan, children }: { plan: VisitPlanOut; children: ReactNode }) {
  const { t } = useTranslation();
  const occasions = useDictionary("occasion");
  const levels = useDictionary("visit_level");
  const meeting = [plan.sets_off, plan.meeting_place].filter(Boolean).join(" ");
  return (
    <FactLine
      facts={[
        ...(plan.reason ? [[t("visit:fact.reason"), plan.reason] as const] : []),
        [
          t("visit:fact.days"),
          plan.starts_on === plan.ends_on ? date(plan.starts_on) : range(plan.starts_on, plan.ends_on),
        ],
        [t("visit:fact.cash"), yuan(plan.cash_fen)],
        [t("visit:fact.goods"), yuan(plan.goods_fen)],
        ...(plan.paid_elsewhere ? [[t("visit:money.elsewhere"), plan.paid_elsewhere] as const] : []),
        ...MONEY.filter(([, name]) => plan.money[name] > 0).map(
          ([label, name]) => [t(`visit:money.${label}`), yuan(plan.money[name])] as const,
        ),
        ...(meeting ? [[t("visit:fact.meeting"), meeting] as const] : []),
        [t("visit:fact.number"), plan.number],
        [t("visit:fact.occasion"), occasions.label(plan.occasion)],
        [t("visit:fact.level"), levels.label(plan.level)],
      ]}
    >
      {children}
    </FactLine>
  );
}
