import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import { getAidPolicy, removeAidPolicy, setAidPolicy, tryAidPolicy } from "@unionhome/client/aid-policies";
import type { AidPolicyItem, CurrentPolicy } from "@unionhome/client/model";
import { date, today } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import { useAccess, useScope } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { Section } from "../../../ui/record/Section";
import { Scroll } from "../../../ui/scroll/Scroll";
import { OrgField } from "../../../ui/tree/OrgField";
import type { PickedOrg } from "../../../ui/tree/OrgPicker";
import styles from "../aid.module.css";
import { currentPolicy, POLICIES, policiesOf } from "../data";
import { Drafting } from "./Drafting";
import { Shown } from "./Shown";
import { Trial } from "./Trial";
import { draftOf, type PolicyValues, valuesOf } from "./values";

const route = getRouteApi("/aid-policies");

/** What holds for a union, what is to hold from a day on, and what that would do to the present files. */
export function PolicyPage() {
  const { t } = useTranslation();
  const own = useScope().organization;
  const [union, setUnion] = useState<PickedOrg>({ id: own.id, label: own.name });
  const go = useNavigate();
  const now = today(Date.now());
  const current = useQuery(currentPolicy(union.id, now));
  const set = useQuery(policiesOf(union.id)).data;
  useTabTitle(t("aid:policy.title"));
  const choose = (picked: PickedOrg) => {
    setUnion(picked);
    void go({ to: "/aid-policies", search: {}, replace: true });
  };
  if (current.error && !current.data)
    return <ProblemPage problem={current.error} onRetry={() => void current.refetch()} />;
  return (
    <div className={styles.page}>
      <PageHead title={t("aid:policy.title")}>
        <div style={{ width: 260 }}>
          <OrgField label={t("aid:column.organization")} value={union} onChange={choose} />
        </div>
      </PageHead>
      {current.data && <Body key={union.id} current={current.data} set={set?.items ?? []} now={now} />}
    </div>
  );
}

function Body({ current, set, now }: { current: CurrentPolicy; set: readonly AidPolicyItem[]; now: string }) {
  const { t } = useTranslation();
  const may = useAccess();
  const queries = useQueryClient();
  const [values, setValues] = useState<PolicyValues | null>(null);
  const go = useNavigate();
  const { trial } = route.useSearch();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [asking, setAsking] = useState(false);
  const fresh = () => void queries.invalidateQueries({ queryKey: [POLICIES] });

  async function tryOut(wanted: PolicyValues) {
    setBusy(true);
    setProblem(undefined);
    try {
      const job = await tryAidPolicy(draftOf(current.organization_id, wanted), { idempotencyKey: newOnceKey() });
      void go({ to: "/aid-policies", search: { trial: job.id }, replace: true });
      void queries.invalidateQueries({ queryKey: ["jobs"] });
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Scroll className={styles.main} label={t("aid:policy.title")}>
      <div className={styles.list} style={{ maxWidth: "none" }}>
        <div className={styles.panes}>
          <Section
            kind="ruled"
            title={t("aid:policy.now")}
            note={t("aid:policy.for", { union: current.organization_name })}
          >
            <Shown current={current} />
          </Section>
          <Section
            kind="ruled"
            title={t("aid:policy.own")}
            more={
              may.setAidPolicies &&
              !values && (
                <Button kind="main" icon="plus" onClick={() => setValues(valuesOf(current, now))}>
                  {t("aid:policy.begin")}
                </Button>
              )
            }
          >
            <OwnPolicies set={set} now={now} onChanged={fresh} />
          </Section>
        </div>
        {values && (
          <Section kind="ruled" title={t("aid:policy.drafting")}>
            {problem !== undefined && <ProblemStrip boxed problem={problem} />}
            <Drafting
              presets={current.presets}
              values={values}
              min={now}
              onChange={(change) => setValues({ ...values, ...change })}
            />
            <div className={styles.ticks}>
              <Button onClick={() => setValues(null)}>{t("aid:policy.leave")}</Button>
              <Button icon="chart" busy={busy} onClick={() => void tryOut(values)}>
                {t("aid:policy.try")}
              </Button>
              <Button kind="main" disabled={values.own.size === 0} onClick={() => setAsking(true)}>
                {t("aid:policy.set")}
              </Button>
            </div>
          </Section>
        )}
        {trial && (
          <Section kind="ruled" title={t("aid:policy.effect")}>
            <Trial key={trial} id={trial} />
          </Section>
        )}
      </div>
      {asking && values && (
        <ConfirmAct
          kind="plain"
          title={t("aid:policy.set_title", { union: current.organization_name })}
          verb={t("aid:policy.set")}
          effect={t("aid:policy.set_effect", { date: date(values.effective_on) })}
          act={async () => {
            await setAidPolicy(draftOf(current.organization_id, values), { idempotencyKey: newOnceKey() });
            setValues(null);
            fresh();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </Scroll>
  );
}

/** What this union has set itself; what has not begun may be withdrawn. */
function OwnPolicies({ set, now, onChanged }: { set: readonly AidPolicyItem[]; now: string; onChanged(): void }) {
  const { t } = useTranslation();
  const may = useAccess();
  const parts = useDictionary("policy_part");
  const [going, setGoing] = useState<AidPolicyItem | null>(null);
  if (set.length === 0) return <p className={styles.said}>{t("aid:policy.none_own")}</p>;
  return (
    <ul className={styles.criteria}>
      {set.map((one) => (
        <li key={one.id}>
          <b>{t("aid:policy.from_day", { date: date(one.effective_on) })}</b>{" "}
          {Object.entries(one.parts)
            .filter(([, value]) => value !== null)
            .map(([part]) => parts.label(part))
            .join(t("ui:comma"))}
          <span className="ink-3"> {[one.document_number, one.set_by_name].filter(Boolean).join(" · ")}</span>
          {may.setAidPolicies && one.effective_on > now && (
            <Button kind="text" destructive onClick={() => setGoing(one)}>
              {t("aid:policy.withdraw")}
            </Button>
          )}
        </li>
      ))}
      {going && (
        <ConfirmAct
          title={t("aid:policy.withdraw_title", { date: date(going.effective_on) })}
          verb={t("aid:policy.withdraw")}
          effect={t("aid:policy.withdraw_effect")}
          act={async () => {
            await removeAidPolicy(going.id, ifMatch(await getAidPolicy(going.id)));
            onChanged();
          }}
          onClose={() => setGoing(null)}
        />
      )}
    </ul>
  );
}
