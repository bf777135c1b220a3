import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { cancelJob } from "@unionhome/client/jobs";
import type { TrialOutcome } from "@unionhome/client/model";
import { count, yuan } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { JobProgress } from "../../../ui/job/JobProgress";
import { shownJob, useJob } from "../../../ui/job/useJob";
import { useDictionary } from "../../../ui/page/dictionary";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import styles from "../aid.module.css";
import { trialRows } from "../data";
import { jobSource } from "./jobSource";

interface TrialResult {
  files: number;
  decided: number;
  before_fen: number;
  after_fen: number;
  outcomes: Record<TrialOutcome, number>;
  before: Record<string, number>;
  after: Record<string, number>;
}

const OUTCOMES = ["enter", "leave", "change"] as const;

/** A trial on its way, and then: before and after by category, who would enter, leave, change, and the cost. */
export function Trial({ id }: { id: string }) {
  const { t } = useTranslation();
  const job = useJob(id, jobSource).data;
  const categories = useDictionary("hardship_category");
  const outcomes = useDictionary("trial_outcome");
  const [picked, setPicked] = useState<string>("enter");
  const result = job?.state === "succeeded" ? (job.result as unknown as TrialResult) : null;
  if (!job) return null;
  if (!result)
    return <JobProgress title={t("aid:policy.trying")} job={shownJob(job)} onCancel={() => void cancelJob(id)} />;
  // Where no amounts are set nothing is known of the cost; it is not nothing.
  const cost = (fen: number) => yuan(result.before_fen || result.after_fen ? fen : null);
  const most = Math.max(1, ...Object.values(result.before), ...Object.values(result.after));
  return (
    <>
      <dl className={styles.figures}>
        <Figure label={t("aid:policy.files")} value={count(result.files)} />
        {OUTCOMES.map((one) => (
          <Figure key={one} label={outcomes.label(one)} value={count(result.outcomes[one])} />
        ))}
        <Figure label={t("aid:policy.cost_before")} value={cost(result.before_fen)} />
        <Figure label={t("aid:policy.cost_after")} value={cost(result.after_fen)} />
      </dl>
      {!result.before_fen && !result.after_fen && <p className={styles.said}>{t("aid:policy.no_cost")}</p>}
      {result.decided > 0 && <p className={styles.said}>{t("aid:policy.decided_stay", { count: result.decided })}</p>}
      <table className={styles.sheet}>
        <thead>
          <tr>
            <th>{t("aid:column.category")}</th>
            <th>{t("aid:policy.before")}</th>
            <th>{t("aid:policy.after")}</th>
          </tr>
        </thead>
        <tbody>
          {categories.choices.map((category) => (
            <tr key={category.value}>
              <td>{category.label}</td>
              {[result.before, result.after].map((counts, index) => (
                <td key={index}>
                  <svg width="180" height="12" aria-hidden="true">
                    <rect
                      className={index === 0 ? styles.net : styles.gross}
                      width={((counts[category.value] ?? 0) / most) * 180}
                      height="12"
                    />
                  </svg>{" "}
                  {count(counts[category.value] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <RecordTabs
        label={t("aid:policy.effect")}
        current={picked}
        onPick={setPicked}
        tabs={OUTCOMES.map((one) => ({ key: one, label: outcomes.label(one), count: count(result.outcomes[one]) }))}
      />
      <Rows id={id} outcome={picked} />
    </>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt className="small ink-3">{label}</dt>
      <dd>
        <b>{value}</b>
      </dd>
    </div>
  );
}

function Rows({ id, outcome }: { id: string; outcome: string }) {
  const { t } = useTranslation();
  const categories = useDictionary("hardship_category");
  const page = useQuery(trialRows(id, outcome)).data;
  if (!page) return null;
  if (page.items.length === 0) return <p className={styles.closed}>{t("aid:policy.nobody")}</p>;
  const category = (code: string | null) => categories.label(code) || t("aid:no_category");
  return (
    <>
      <table className={styles.sheet}>
        <thead>
          <tr>
            <th>{t("aid:column.name")}</th>
            <th>{t("aid:column.number")}</th>
            <th>{t("aid:column.organization")}</th>
            <th>{t("aid:policy.before")}</th>
            <th>{t("aid:policy.after")}</th>
            <th className={styles.end}>{t("aid:policy.difference")}</th>
          </tr>
        </thead>
        <tbody>
          {page.items.map((row) => (
            <tr key={row.position}>
              <td>
                {row.name ? (
                  <Link to="/households/$id" params={{ id: row.household_id }}>
                    {row.name}
                  </Link>
                ) : (
                  "—"
                )}
              </td>
              <td>{row.number ?? "—"}</td>
              <td>{row.organization_name ?? "—"}</td>
              <td>{category(row.before)}</td>
              <td>{category(row.after)}</td>
              <td className={styles.end}>{yuan(row.after_fen - row.before_fen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {page.next_cursor && <p className={styles.said}>{t("aid:policy.more_rows", { count: page.items.length })}</p>}
    </>
  );
}
