import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import type { WorkYearOut } from "@unionhome/client/model";
import { enterWorkYear, getWorkYear, listWorkYears } from "@unionhome/client/work-calendar";
import { count, moment } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { useScope } from "../../ui/page/person";
import { useTabTitle } from "../../ui/page/tab";
import { ProblemPage } from "../../ui/problem/ProblemPage";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { PageHead } from "../../ui/record/PageHead";
import styles from "./calendar.module.css";
import { Month } from "./Month";
import { PasteDialog } from "./PasteDialog";
import { type Days, daysOf, listed, same, turned, workedIn } from "./year";

const KEY = "work-calendar";
const MONTHS = Array.from({ length: 12 }, (_, n) => n + 1);

const oneYear = (year: number) =>
  queryOptions({ queryKey: [KEY, year], queryFn: ({ signal }) => getWorkYear(year, { signal }) });
const allYears = queryOptions({ queryKey: [KEY], queryFn: ({ signal }) => listWorkYears({ signal }) });

/** A year as twelve small months. Whoever may change it clicks a day, or pastes the notice of the State Council. */
export function CalendarPage() {
  const { t } = useTranslation();
  useTabTitle(t("calendar:nav"));
  const search: { year?: number } = useSearch({ from: "/work-calendar" });
  const go = useNavigate({ from: "/work-calendar" });
  const scope = useScope();
  const year = search.year ?? scope.year;
  const missing = useQuery(allYears).data?.missing;
  const { data, error, refetch } = useQuery(oneYear(year));
  const show = (next: number) => void go({ search: { year: next }, replace: true });
  if (error && !data) return <ProblemPage problem={error} onRetry={() => void refetch()} />;
  return (
    <div className={styles.page}>
      {data && <Year key={`${data.year} ${data.version}`} kept={data} missing={missing ?? undefined} onShow={show} />}
    </div>
  );
}

interface YearProps {
  kept: WorkYearOut;
  /** The year that ought to be there by now and is not. */
  missing: number | undefined;
  onShow(year: number): void;
}

function Year({ kept, missing, onShow }: YearProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const before = daysOf(kept.days);
  const [days, setDays] = useState<Days>(before);
  const [source, setSource] = useState(kept.source);
  const [name, setName] = useState("");
  const [pasting, setPasting] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const may = kept.steps.some((step) => step.step === "enter" && step.allowed);
  const changed = !same(before, days) || source !== kept.source;

  async function keep() {
    setBusy(true);
    setProblem(undefined);
    try {
      await enterWorkYear(kept.year, { days: listed(days), source }, ifMatch(kept));
      await queries.invalidateQueries({ queryKey: [KEY] });
      await queries.invalidateQueries({ queryKey: ["workbench"] });
    } catch (refused) {
      setProblem(refused);
    }
    setBusy(false);
  }

  return (
    <>
      <PageHead title={t("calendar:nav")} note={<About kept={kept} days={days} />}>
        <Button icon="left" aria-label={t("calendar:before")} onClick={() => onShow(kept.year - 1)} />
        <span className={styles.year}>{t("calendar:year", { year: kept.year })}</span>
        <Button icon="right" aria-label={t("calendar:after")} onClick={() => onShow(kept.year + 1)} />
        {may && <Button onClick={() => setPasting(true)}>{t("calendar:paste.verb")}</Button>}
        {may && (
          <Button kind="main" busy={busy} disabled={!changed} onClick={() => void keep()}>
            {t("calendar:keep")}
          </Button>
        )}
      </PageHead>
      {problem !== undefined && <ProblemStrip problem={problem} />}
      {missing !== undefined && (
        <p className={styles.missing}>
          {t("calendar:missing", { year: missing })}
          {missing !== kept.year && (
            <Button kind="text" onClick={() => onShow(missing)}>
              {t("calendar:go_there", { year: missing })}
            </Button>
          )}
        </p>
      )}
      <div className={styles.legend}>
        <span className={styles.off}>{t("calendar:kind.off")}</span>
        <span className={styles.makeup}>{t("calendar:kind.made_up")}</span>
        <span className={styles.free}>{t("calendar:kind.free")}</span>
        {may && (
          <>
            <span className="ink-2">{t("calendar:how")}</span>
            <label>
              {t("calendar:name")}
              <input value={name} maxLength={20} onChange={(event) => setName(event.target.value)} />
            </label>
            <label>
              {t("calendar:source")}
              <input
                className={styles.source}
                value={source}
                maxLength={200}
                onChange={(event) => setSource(event.target.value)}
              />
            </label>
          </>
        )}
      </div>
      <div className={styles.months}>
        {MONTHS.map((month) => (
          <Month
            key={month}
            year={kept.year}
            month={month}
            days={days}
            onTurn={may ? (on) => setDays(turned(days, on, name.trim())) : undefined}
          />
        ))}
      </div>
      {pasting && (
        <PasteDialog
          year={kept.year}
          onRead={(read) => {
            setDays(daysOf(read.days));
            setSource(t("calendar:paste.source", { year: read.year }));
          }}
          onClose={() => setPasting(false)}
        />
      )}
    </>
  );
}

function About({ kept, days }: { kept: WorkYearOut; days: Days }) {
  const { t } = useTranslation();
  if (!kept.known && days.size === 0) return t("calendar:unknown");
  return (
    <>
      {t("calendar:worked", { n: count(workedIn(days, kept.year)) })}
      {"\u3000"}
      {kept.entered
        ? t("calendar:by", { name: kept.changed_by_name, time: moment(kept.changed_at) })
        : t(kept.known ? "calendar:of_the_release" : "calendar:not_kept")}
    </>
  );
}
