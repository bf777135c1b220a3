import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { ProblemError } from "@unionhome/client";
import { enterHouseholdFromMember } from "@unionhome/client/households";
import type { LifeLine as Line, MemberOut } from "@unionhome/client/model";
import { count, inFours, today } from "@unionhome/words";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useKey } from "../../../ui/keys/keys";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import { useAccess } from "../../../ui/page/person";
import { useKept, useTabTitle } from "../../../ui/page/tab";
import { Menu } from "../../../ui/popover/Menu";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import { Stamp } from "../../../ui/status/Stamp";
import { Status } from "../../../ui/status/Status";
import { LifeLine } from "../../../ui/time/LifeLine";
import { MEMBERS, memberEvents, oneMember } from "../data";
import { placeIn } from "../list/walk";
import { markOf } from "../words";
import { About } from "./About";
import { CardDialog } from "./CardDialog";
import { DeleteDialog } from "./DeleteDialog";
import { beginningOf, lanesOf } from "./lanes";
import type { RevealNews } from "./MaskedField";
import styles from "./one.module.css";
import { Side } from "./Side";
import { Stays } from "./Stays";
import { DESTRUCTIVE, StepDialog } from "./StepDialog";
import { Trail } from "./Trail";

const route = getRouteApi("/members/$id");
/** Not steps of the membership: they have their own buttons. */
const ELSEWHERE = ["edit", "reveal", "transfer_out"];
/** Rare ones wait behind 更多. */
const RARE = ["retain", "withdraw", "auto_withdraw", "expel", "record_death", "delete"];
const NO_LINE: Line = { items: [], lanes: {} };

export function MemberPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const member = useQuery(oneMember(id));
  useTabTitle(member.data?.name, t("member:one"));
  if (member.data) return <Record key={id} member={member.data} />;
  if (member.error) return <ProblemPage problem={member.error} onRetry={() => void member.refetch()} />;
  return null;
}

function Record({ member }: { member: MemberOut }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const queries = useQueryClient();
  const line = useQuery(memberEvents(member.id)).data ?? NO_LINE;
  const [tab, setTab] = useKept(`member.tab`, "about");
  const [step, setStep] = useState<string | null>(null);
  const [card, setCard] = useState(false);
  const [news, setNews] = useState<RevealNews | null>(null);
  const fresh = () => void queries.invalidateQueries({ queryKey: MEMBERS });
  const to = (id: string) => void go({ to: "/members/$id", params: { id }, replace: true });
  const steps = member.steps.filter((one) => !ELSEWHERE.includes(one.step));
  const plain = steps.filter((one) => !RARE.includes(one.step));
  const rare = steps.filter((one) => RARE.includes(one.step));
  const may = (step: string) => member.steps.some((one) => one.step === step && one.allowed);
  const waits = plain.some((one) => one.allowed);
  useKey("a", t("member:keys.approve"), () => setStep("approve"), { enabled: may("approve") });
  useKey("r", t("member:keys.return"), () => setStep("return"), { enabled: may("return") });
  useKey("e", t("member:verb.edit"), () => void go({ to: "/members/$id/edit", params: { id: member.id } }), {
    enabled: may("edit"),
  });

  return (
    <div className={styles.page}>
      <Head member={member}>
        <Walk id={member.id} onGo={to} />
        {rare.length > 0 && (
          <Menu
            label={t("member:verb.more")}
            align="end"
            items={[
              ...(member.number ? [{ key: "card", label: t("member:card.verb"), onPick: () => setCard(true) }] : []),
              ...rare.map((one) => ({
                key: one.step,
                label: one.label,
                note: one.allowed ? undefined : t("member:not_allowed"),
                disabled: !one.allowed,
                destructive: DESTRUCTIVE.includes(one.step),
                apart: one.step === "withdraw",
                onPick: () => setStep(one.step),
              })),
            ]}
          >
            {(opener) => <Button {...opener} icon="more" aria-label={t("member:verb.more")} />}
          </Menu>
        )}
        {member.number && rare.length === 0 && <Button onClick={() => setCard(true)}>{t("member:card.verb")}</Button>}
        <AidButton member={member} />
        {may("transfer_out") && (
          <Button icon="move" onClick={() => void go({ to: `/transfers/new?member=${member.id}` as never })}>
            {t("member:verb.transfer")}
          </Button>
        )}
        {may("edit") && (
          <Button
            icon="edit"
            kind={waits ? "plain" : "main"}
            onClick={() => void go({ to: "/members/$id/edit", params: { id: member.id } })}
          >
            {t("member:verb.edit")}
          </Button>
        )}
        {[...plain].reverse().map((one) => (
          <Button
            key={one.step}
            kind={one.step === "return" ? "plain" : "main"}
            destructive={one.step === "return"}
            disabled={!one.allowed}
            title={one.reason ?? undefined}
            shortcut={one.step === "approve" ? "A" : one.step === "return" ? "R" : undefined}
            onClick={() => setStep(one.step)}
          >
            {one.label}
          </Button>
        ))}
      </Head>
      <Life member={member} line={line} />
      <RecordTabs
        label={t("member:one")}
        current={tab}
        onPick={setTab}
        tabs={[
          { key: "about", label: t("member:tab.about") },
          { key: "stays", label: t("member:tab.stays"), count: count(member.memberships.length) },
          { key: "trail", label: t("member:tab.trail"), count: count(line.items.length) },
        ]}
      />
      <div className={styles.body}>
        <div className={styles.main}>
          {tab === "trail" ? (
            <Trail line={line} />
          ) : tab === "stays" ? (
            <Stays member={member} />
          ) : (
            <About member={member} onReveal={setNews} />
          )}
        </div>
        <Side member={member} events={line.items} news={news} />
      </div>
      {step === "delete" && (
        <DeleteDialog
          member={member}
          onClose={() => setStep(null)}
          onDone={() => {
            void go({ to: "/members", replace: true });
            queries.removeQueries({ queryKey: oneMember(member.id).queryKey });
            fresh();
          }}
        />
      )}
      {step && step !== "delete" && (
        <StepDialog
          member={member}
          step={step}
          onClose={() => setStep(null)}
          onDone={() => {
            setStep(null);
            fresh();
          }}
        />
      )}
      {card && <CardDialog member={member} onClose={() => setCard(false)} />}
    </div>
  );
}

/** One click to a household file: what the register knows is not typed again. */
function AidButton({ member }: { member: MemberOut }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const may = useAccess();
  const attempt = useRef(newOnceKey());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  if (!may.editHouseholds || !["active", "retained"].includes(member.status)) return null;
  async function begin() {
    setBusy(true);
    try {
      const made = await enterHouseholdFromMember({ member_id: member.id }, { idempotencyKey: attempt.current });
      void go({ to: `/households/${made.id}/edit` as never });
    } catch (error) {
      const known = error instanceof ProblemError && (error.facts.facts as { household_id?: string })?.household_id;
      if (known) void go({ to: `/households/${known}` as never });
      else setProblem(error);
    } finally {
      attempt.current = newOnceKey();
      setBusy(false);
    }
  }
  return (
    <>
      <Button onClick={() => void go({ to: `/visits/new?member=${member.id}` as never })}>
        {t("member:verb.visit")}
      </Button>
      <Button busy={busy} onClick={() => void begin()}>
        {t("member:verb.aid")}
      </Button>
      {problem !== undefined && <ProblemStrip problem={problem} />}
    </>
  );
}

/** Name, state and the three facts that every desk asks for. */
function Head({ member, children }: { member: MemberOut; children: React.ReactNode }) {
  const { t } = useTranslation();
  const statuses = useDictionary("member_status");
  const sexes = useDictionary("sex");
  const models = useDictionary("model_worker");
  return (
    <PageHead
      title={member.name}
      note={t("member:sex_and_age", { sex: sexes.label(member.sex), count: member.age })}
      marks={
        <>
          <Status mark={markOf(member.status)}>{statuses.label(member.status)}</Status>
          {member.completeness === 100 && <Stamp>{t("member:real_name")}</Stamp>}
          {member.model_worker !== "none" && <Stamp>{models.label(member.model_worker)}</Stamp>}
        </>
      }
      facts={[
        [t("member:field.number"), inFours(member.number)],
        [
          t("member:field.organization_id"),
          <Link key="union" to={`/organizations/${member.organization.id}` as never}>
            {member.organization.name}
          </Link>,
        ],
      ]}
    >
      {children}
    </PageHead>
  );
}

/** "第 4 / 3,412 人" and the two arrows, when the record was opened from a list. */
function Walk({ id, onGo }: { id: string; onGo(id: string): void }) {
  const { t } = useTranslation();
  const place = placeIn(id);
  const back = () => place?.back && onGo(place.back);
  const next = () => place?.next && onGo(place.next);
  useKey("k", t("member:keys.back"), back, { enabled: place?.back !== undefined });
  useKey("j", t("member:keys.next"), next, { enabled: place?.next !== undefined });
  if (!place) return null;
  return (
    <>
      <span className="small ink-3">
        {t("member:place", { n: count(place.number), total: place.total === null ? "…" : count(place.total) })}
      </span>
      <Button icon="left" aria-label={t("member:keys.back")} disabled={!place.back} onClick={back} />
      <Button icon="right" aria-label={t("member:keys.next")} disabled={!place.next} onClick={next} />
    </>
  );
}

function Life({ member, line }: { member: MemberOut; line: Line }) {
  const { t } = useTranslation();
  const lanes = useDictionary("lane");
  return (
    <div className={styles.life}>
      <LifeLine
        label={t("member:life")}
        from={beginningOf(member, line.items)}
        today={today(Date.now())}
        lanes={lanesOf(member, line.items, {
          membership: lanes.label("membership"),
          retained: t("member:retained"),
          other: { transfer: lanes.label("transfer"), record: lanes.label("record"), privacy: lanes.label("privacy") },
          times: (n) => t("member:times", { count: n }),
        })}
      />
    </div>
  );
}
