import { useQuery } from "@tanstack/react-query";
import type { Workbench } from "@unionhome/client/model";
import { change, count, MISSING, moneyFigure, percent, rowsInWords } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { Stat, StatRow } from "../../ui/figure/Stat";
import { useAccess, useScope } from "../../ui/page/person";
import { coverageIn, eventsOf, grantsOf, lastSeal, moneyIn, trendIn, unionsIn, usersOf } from "./data";
import { daysAfter, midnight } from "./days";

/** The figures of the reader's duty; each leads to the list it counts. */
export function Figures({ day }: { day: Workbench | undefined }) {
  const may = useAccess();
  if (may.readAudit) return <AuditFigures day={day} />;
  if (may.seeUsers) return <AccountFigures day={day} />;
  return may.seeMembers ? <RegisterFigures day={day} /> : null;
}

function RegisterFigures({ day }: { day: Workbench | undefined }) {
  const { t } = useTranslation();
  const may = useAccess();
  const { organization, year } = useScope();
  const trend = useQuery({ ...trendIn(organization.id, year), enabled: may.seeStatistics }).data;
  const figures = day?.figures;
  const unions = useQuery({ ...unionsIn(organization.id), enabled: may.seeOrganizations }).data;
  const coverage = useQuery({ ...coverageIn(organization.id), enabled: may.seeCoverage }).data;
  const gained = figures?.members_change ?? 0;
  const rate = coverage && percent(coverage.covered, coverage.employers);
  return (
    <StatRow>
      <Stat
        label={t("workbench:figure.members")}
        value={count(figures?.members)}
        unit={t("workbench:unit.people")}
        note={
          figures && (
            <>
              {t("workbench:figure.thirty_days")}{" "}
              <b className={gained > 0 ? "good" : gained < 0 ? "bad" : ""}>{change(gained)}</b>
              {"\u3000"}
              {t("workbench:figure.women", { percent: percent(figures.women, figures.members).text })}
            </>
          )
        }
        to={"/members" as never}
        trend={trend && trend.length > 1 ? trend : undefined}
      />
      <Stat
        label={t("workbench:figure.complete")}
        value={figures?.completeness == null ? MISSING : figures.completeness.toFixed(1)}
        unit="%"
        exact={figures ? percent(figures.complete, figures.members).basis : undefined}
        note={figures && t("workbench:figure.incomplete", { n: count(figures.members - figures.complete) })}
        to={"/members?complete=no" as never}
      />
      <Stat
        label={t("workbench:figure.unions")}
        value={rowsInWords(unions)}
        unit={t("workbench:unit.unions")}
        note={
          figures && unions
            ? t("workbench:figure.per_union", { n: count(Math.round(figures.members / unions)) })
            : undefined
        }
        to={"/organizations?view=all" as never}
      />
      {may.seeCoverage && (
        <Stat
          label={t("workbench:figure.coverage")}
          value={rate?.text.replace("%", "") ?? MISSING}
          unit="%"
          exact={rate?.basis}
          note={
            coverage && t("workbench:figure.due", { n: count(coverage.due), people: count(coverage.due_employees) })
          }
          to={"/employers/coverage" as never}
        />
      )}
      {may.seeFunds && may.seeStatistics && <Money organization={organization.id} year={year} />}
    </StatRow>
  );
}

/** What is left of the money of aid, and how much of the year's was paid; nothing for a union that has no funds. */
function Money({ organization, year }: { organization: string; year: number }) {
  const { t } = useTranslation();
  const money = useQuery(moneyIn(organization, year)).data;
  const left = moneyFigure(money?.left);
  const reserved = moneyFigure(money?.reserved);
  const rate = money?.paid_rate;
  if (!money || !(money.left || money.reserved || rate)) return null;
  return (
    <Stat
      label={t("workbench:figure.money_left")}
      value={left.value}
      unit={t(`workbench:unit.${left.unit}`)}
      exact={left.exact}
      note={t("workbench:figure.money_paid", {
        rate: rate == null ? MISSING : `${rate.toFixed(1)}%`,
        reserved: `${reserved.value} ${t(`workbench:unit.${reserved.unit}`)}`,
      })}
      to={"/stats/aid" as never}
    />
  );
}

function AccountFigures({ day }: { day: Workbench | undefined }) {
  const { t } = useTranslation();
  const on = day?.today ?? "";
  const soon = on && daysAfter(on, 90);
  const all = useQuery(usersOf({})).data?.total;
  const waiting = useQuery(usersOf({ status: "pending" })).data?.total;
  const held = useQuery(grantsOf({ in_force: true })).data?.total;
  const ending = useQuery({ ...grantsOf({ in_force: true, ends_before: soon }), enabled: on !== "" }).data?.total;
  return (
    <StatRow>
      <Stat
        label={t("workbench:figure.users")}
        value={rowsInWords(all)}
        unit={t("workbench:unit.accounts")}
        to={"/users" as never}
      />
      <Stat
        label={t("workbench:figure.pending")}
        value={rowsInWords(waiting)}
        unit={t("workbench:unit.accounts")}
        note={t("workbench:figure.pending_note")}
        to={"/users?status=pending" as never}
      />
      <Stat
        label={t("workbench:figure.held")}
        value={rowsInWords(held)}
        unit={t("workbench:unit.grants")}
        to={"/grants?force=yes" as never}
      />
      <Stat
        label={t("workbench:figure.ending")}
        value={rowsInWords(ending)}
        unit={t("workbench:unit.grants")}
        note={t("workbench:figure.ending_note")}
        to={`/grants?force=yes&before=${soon}` as never}
      />
    </StatRow>
  );
}

const FAILED = ["sign_in_failed", "sign_in_locked"];

function AuditFigures({ day }: { day: Workbench | undefined }) {
  const { t } = useTranslation();
  const on = day?.today ?? "";
  const since = { since: on && midnight(on) };
  const enabled = on !== "";
  const events = useQuery({ ...eventsOf(since), enabled }).data?.total;
  const reveals = useQuery({ ...eventsOf({ ...since, event: ["member_field_revealed"] }), enabled }).data?.total;
  const failures = useQuery({ ...eventsOf({ ...since, event: FAILED }), enabled }).data?.total;
  const seal = useQuery(lastSeal).data;
  return (
    <StatRow>
      <Stat
        label={t("workbench:figure.events")}
        value={rowsInWords(events)}
        unit={t("workbench:unit.items")}
        to={`/audit?from=${on}&to=${on}` as never}
      />
      <Stat
        label={t("workbench:figure.reveals")}
        value={rowsInWords(reveals)}
        unit={t("workbench:unit.times")}
        to={`/audit?event=member_field_revealed&from=${on}&to=${on}` as never}
      />
      <Stat
        label={t("workbench:figure.failures")}
        value={rowsInWords(failures)}
        unit={t("workbench:unit.times")}
        to={`/audit?event=${FAILED.join(",")}&from=${on}&to=${on}` as never}
      />
      <Stat
        label={t("workbench:figure.seal")}
        value={seal ? seal.at.slice(11, 19) : MISSING}
        note={seal && t("workbench:figure.seal_note", { number: count(seal.number), events: count(seal.events) })}
        to={"/audit?list=seals" as never}
      />
    </StatRow>
  );
}
