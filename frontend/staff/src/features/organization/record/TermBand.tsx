import { useNavigate } from "@tanstack/react-router";
import type { OrganizationOut } from "@unionhome/client/model";
import { daysBetween, today } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { Section } from "../../../ui/record/Section";
import { Status } from "../../../ui/status/Status";
import { TermBar } from "../../../ui/time/TermBar";
import { mayDo, stepOf } from "../may";
import styles from "../organization.module.css";
import { UrgeDialog } from "../steps/UrgeDialog";
import { useCommittees } from "./bodies";

/** The present term: how much has gone, when the re-election is due, and the verb that enters the new committee. */
export function TermBand({ union }: { union: OrganizationOut }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const { data, isPending } = useCommittees(union.id, false);
  const now = today(Date.now());
  const committee = data?.items.find((one) => one.kind === "union");
  const [urging, setUrging] = useState(false);
  const from = union.term_started_on;
  const to = union.term?.ends_on;
  const phase = union.term?.phase ?? "running";
  if (isPending || union.status !== "active") return null;
  const verb = mayDo(union, "edit") && (
    <Button onClick={() => void go({ to: "/committees/new" as never, search: { organization_id: union.id } as never })}>
      {t(from ? "organization:term.elect" : "organization:term.first")}
    </Button>
  );
  if (!from || !to)
    return (
      <div className={styles.band}>
        <Section title={t("organization:term.none")} note={t("organization:term.none_note")} more={verb} />
      </div>
    );
  const left = daysBetween(now, to);
  const urge = stepOf(union, "urge_term");
  return (
    <div className={styles.band}>
      <Section
        title={t("organization:term.title", { n: union.term_number })}
        note={
          <>
            {committee?.approval_number}
            {phase !== "running" && (
              <>
                &ensp;
                <Status mark={phase === "overdue" ? "returned" : "due"}>
                  {left < 0 ? t("organization:term.overdue", { n: -left }) : t("organization:term.due", { n: left })}
                </Status>
                {union.urged_on && <>&ensp;{t("organization:urge.urged_on", { date: union.urged_on })}</>}
              </>
            )}
          </>
        }
        more={
          <span className={styles.verbs}>
            {urge && (urge.allowed || union.urged_on) && (
              <Button disabled={!urge.allowed} title={urge.reason ?? undefined} onClick={() => setUrging(true)}>
                {urge.label}
              </Button>
            )}
            {verb}
          </span>
        }
      />
      <div className={styles.bandBar}>
        <TermBar
          from={from}
          to={to}
          today={now}
          fromLabel={t("organization:term.from", { date: from })}
          toLabel={
            phase === "running" ? (
              t("organization:term.to", { date: to })
            ) : (
              <b className={phase === "overdue" ? "bad" : "warn"}>{t("organization:term.before", { date: to })}</b>
            )
          }
        />
      </div>
      {urging && <UrgeDialog union={union} onClose={() => setUrging(false)} />}
    </div>
  );
}
