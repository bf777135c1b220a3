import { useQuery } from "@tanstack/react-query";
import { listAuditSeals, verifyAudit } from "@unionhome/client/audit";
import type { AuditVerificationOut } from "@unionhome/client/model";
import { count } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { Meter } from "../../ui/figure/Meter";
import { Icon } from "../../ui/icon/Icon";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import styles from "./audit.module.css";

/** How far it got, over all the calls that it took. */
interface Progress {
  events: number;
  seals: number;
  milliseconds: number;
  last: AuditVerificationOut;
  running: boolean;
}

/** Computes the chain again, part by part, and says whether it holds: the record proves itself. */
export function Verify() {
  const { t } = useTranslation();
  const newest = useQuery({
    queryKey: ["audit", "newest"],
    queryFn: ({ signal }) => listAuditSeals({ limit: 1 }, { signal }),
  }).data?.items[0];
  const [progress, setProgress] = useState<Progress | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  async function run() {
    setBusy(true);
    setProblem(undefined);
    setProgress(null);
    let [events, seals, milliseconds] = [0, 0, 0];
    try {
      for (let from: number | null = 1; from !== null; ) {
        const last: AuditVerificationOut = await verifyAudit({ from_number: from });
        events += last.events;
        seals += last.seals;
        milliseconds += last.milliseconds;
        from = last.ok ? last.next_number : null;
        setProgress({ events, seals, milliseconds, last, running: from !== null });
      }
    } catch (refused) {
      setProblem(refused);
    } finally {
      setBusy(false);
    }
  }

  return (
    <section className={styles.verify} aria-label={t("audit:seals.verify")}>
      <div className={styles.verifyHead}>
        <p className="small ink-2">{t("audit:seals.why")}</p>
        <Button kind="main" icon="shield" busy={busy} onClick={() => void run()}>
          {t("audit:seals.verify")}
        </Button>
      </div>
      {problem !== undefined && <ProblemStrip boxed problem={problem} onRetry={() => void run()} />}
      {busy && (
        <p className={styles.verdict} role="status">
          <Meter
            width={240}
            part={progress && newest ? progress.last.to_number / newest.number : 0}
            label={t("audit:seals.verify")}
          />
          {t("audit:seals.running", { n: count(progress?.events ?? 0) })}
        </p>
      )}
      {progress && !progress.running && <Verdict progress={progress} />}
    </section>
  );
}

function Verdict({ progress }: { progress: Progress }) {
  const { t } = useTranslation();
  const { last } = progress;
  const broken = last.first_break;
  return (
    <div className={broken ? styles.broken : styles.whole} role="status">
      <Icon name={broken ? "alert" : "check"} />
      <div>
        <b>
          {broken
            ? t("audit:seals.broken", { number: count(broken.number) })
            : t("audit:seals.whole", {
                n: count(progress.events),
                time: last.head ? last.head.at.slice(11, 19) : "—",
              })}
        </b>
        <p className="small">
          {broken
            ? broken.sentence
            : t("audit:seals.detail", {
                seals: count(progress.seals),
                seconds: (progress.milliseconds / 1000).toFixed(1),
              })}
          {!broken &&
            (last.unsealed_events > 0
              ? t("audit:seals.tail", { n: count(last.unsealed_events), seconds: count(last.unsealed_seconds) })
              : t("audit:seals.no_tail"))}
        </p>
        {last.head && !broken && (
          <p className="note ink-2">
            {t("audit:seals.keep", { number: count(last.head.number) })}{" "}
            <span className={styles.code}>{last.head.hash}</span>
          </p>
        )}
      </div>
    </div>
  );
}
