import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { EnrolmentDraft, EnrolmentJudged } from "@unionhome/client/model";
import { makeEnrolment, tryEnrolment } from "@unionhome/client/mutual-aid";
import { count, range, today, yuanInText } from "@unionhome/words";
import { Input, InputNumber, Select } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { DateField } from "../../../ui/form/DateField";
import { Labelled } from "../../../ui/form/Labelled";
import { newOnceKey } from "../../../ui/page/once";
import { useScope } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { OrgField } from "../../../ui/tree/OrgField";
import type { PickedOrg } from "../../../ui/tree/OrgPicker";
import { oneEnrolment, plansToChoose, useChanged } from "../data";
import styles from "../protection.module.css";
import { Judged } from "./Judged";

type Way = "all" | "lines" | "renew";

/** Members of a unit enrolled: who, from when; each is judged before anything is written. */
export function EnrolPage() {
  const { t } = useTranslation();
  const search: { plan_id?: string; renews_id?: string } = useSearch({ from: "/aid/mutual/enrol" });
  const renewed = useQuery({ ...oneEnrolment(search.renews_id ?? ""), enabled: search.renews_id !== undefined });
  const plans = useQuery(plansToChoose(true)).data?.items;
  useTabTitle(t("protection:enrol.title"));
  if (plans === undefined || (search.renews_id && !renewed.data)) return null;
  const former = renewed.data;
  return (
    <Enrol
      key={search.renews_id ?? search.plan_id}
      plans={plans.map(({ id, name, organization_name }) => ({ value: id, label: `${name} · ${organization_name}` }))}
      plan={former?.plan_id ?? search.plan_id ?? plans[0]?.id}
      renews={former && { id: former.id, number: former.number }}
      unit={former && { id: former.organization_id, label: former.organization_name }}
      from={former && dayAfter(former.ends_on)}
    />
  );
}

function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

interface EnrolProps {
  plans: { value: string; label: string }[];
  plan?: string;
  renews?: { id: string; number: string };
  unit?: PickedOrg;
  from?: string;
}

function Enrol({ plans, plan: first, renews, unit: given, from }: EnrolProps) {
  const { t } = useTranslation();
  const go = useNavigate();
  const own = useScope().organization;
  const changed = useChanged();
  const attempt = useRef(newOnceKey());
  const [plan, setPlan] = useState(first);
  const [unit, setUnit] = useState<PickedOrg>(given ?? { id: own.id, label: own.name });
  const [way, setWay] = useState<Way>(renews ? "renew" : "all");
  const [text, setText] = useState("");
  const [starts, setStarts] = useState<string | null>(from ?? today(Date.now()));
  const [shares, setShares] = useState(1);
  const [judged, setJudged] = useState<EnrolmentJudged | null>(null);
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const ready = plan !== undefined && starts !== null && (way !== "lines" || lines.length > 0);

  /** What is asked changed: what was judged before is not of it. */
  const fresh =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setJudged(null);
      attempt.current = newOnceKey();
    };

  const draft = (): EnrolmentDraft => ({
    plan_id: plan as string,
    organization_id: unit.id,
    starts_on: starts as string,
    shares,
    all: way === "all",
    member_ids: null,
    lines: way === "lines" ? lines : null,
    renews_id: way === "renew" ? (renews?.id ?? null) : null,
    note: "",
  });

  async function run(act: () => Promise<void>) {
    setBusy(true);
    setProblem(undefined);
    try {
      await act();
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  }

  const check = () => run(async () => setJudged(await tryEnrolment(draft())));
  const enrol = () =>
    run(async () => {
      const made = await makeEnrolment(draft(), { idempotencyKey: attempt.current });
      changed();
      void go({ to: "/aid/mutual/enrolments/$id", params: { id: made.id }, replace: true });
    });

  return (
    <div className={styles.page}>
      <PageHead title={t("protection:enrol.title")} />
      <div className={`${styles.main} ${styles.enrol}`}>
        <div className={styles.said}>
          <Labelled label={t("protection:column.plan")}>
            {(id) => <Select id={id} value={plan} options={plans} onChange={fresh(setPlan)} />}
          </Labelled>
          <OrgField label={t("protection:column.organization")} value={unit} onChange={fresh(setUnit)} />
          <Labelled label={t("protection:enrol.who")}>
            {(id) => (
              <Select
                id={id}
                value={way}
                options={(renews ? (["renew"] as const) : (["all", "lines"] as const)).map((value) => ({
                  value: value as Way,
                  label: t(`protection:enrol.${value}`, { number: renews?.number }),
                }))}
                onChange={fresh(setWay)}
              />
            )}
          </Labelled>
          {way === "lines" && (
            <Labelled label={t("protection:enrol.paste")}>
              {(id) => (
                <Input.TextArea
                  id={id}
                  rows={8}
                  value={text}
                  placeholder={t("protection:enrol.example")}
                  onChange={(event) => fresh(setText)(event.target.value)}
                />
              )}
            </Labelled>
          )}
          <Labelled label={t("protection:enrol.starts")}>
            {(id) => <DateField id={id} value={starts} onChange={fresh(setStarts)} />}
          </Labelled>
          <Labelled label={t("protection:enrol.shares")}>
            {(id) => (
              <InputNumber
                id={id}
                min={1}
                max={10}
                precision={0}
                value={shares}
                onChange={(value) => fresh(setShares)(value ?? 1)}
              />
            )}
          </Labelled>
          <p className="small ink-3">{t("protection:enrol.keeps")}</p>
          <div>
            <Button size={32} kind={judged ? "plain" : "main"} disabled={!ready} busy={busy} onClick={check}>
              {t("protection:enrol.check")}
            </Button>
          </div>
        </div>
        <div className={styles.said} aria-live="polite">
          {problem !== undefined && <ProblemStrip boxed problem={problem} />}
          {judged ? (
            <>
              <h2>
                {t("protection:enrol.comes_to", {
                  n: count(judged.enrolled),
                  yuan: yuanInText(judged.contribution_fen),
                  days: range(judged.starts_on, judged.ends_on),
                })}
              </h2>
              <Judged judged={judged} lines={way === "lines" ? lines : undefined} />
              <div>
                <Button size={32} kind="main" disabled={judged.enrolled === 0} busy={busy} onClick={enrol}>
                  {t("protection:enrol.do", { n: count(judged.enrolled) })}
                </Button>
              </div>
            </>
          ) : (
            <p className="ink-3">{t("protection:enrol.first_check")}</p>
          )}
        </div>
      </div>
    </div>
  );
}
