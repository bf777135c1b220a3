import { useQuery } from "@tanstack/react-query";
import { ifMatch, transport } from "@unionhome/client";
import type { VisitOut, VisitRevealed } from "@unionhome/client/model";
import { confirmIdentity } from "@unionhome/client/sign-in";
import { stepVisit } from "@unionhome/client/visits";
import { moment, yuan } from "@unionhome/words";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { AskNote } from "../../../ui/dialog/AskNote";
import { useDraft } from "../../../ui/form/useDraft";
import { YuanInput } from "../../../ui/form/YuanInput";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Masked, type RevealRequest } from "../../../ui/record/Masked";
import { goodsText, oneVisit } from "../data";
import { MOST_FEN } from "../one/cells";
import styles from "../visit.module.css";
import { sendPhoto } from "./picture";
import { Signature } from "./Signature";
import { type DoorValues, differsFromPlan, reportOf, valuesOf } from "./values";

interface DoorFormProps {
  id: string;
  onBack(): void;
  onDone(): void;
}

/** One door: who lives there, what is brought, and what is recorded. */
export function DoorForm({ id, onBack, onDone }: DoorFormProps) {
  const visit = useQuery(oneVisit(id));
  if (visit.error && !visit.data) return <ProblemPage problem={visit.error} onRetry={() => void visit.refetch()} />;
  if (!visit.data) return null;
  return <Door visit={visit.data} onBack={onBack} onDone={onDone} />;
}

const NEVER: readonly (keyof DoorValues)[] = [];

function Door({ visit, onBack, onDone }: { visit: VisitOut; onBack(): void; onDone(): void }) {
  const { t } = useTranslation();
  const kinds = useDictionary("visit_kind");
  const open = visit.steps.some((one) => one.step === "report" && one.allowed);
  const reopens = visit.steps.some((one) => one.step === "reopen" && one.allowed);
  const [problem, setProblem] = useState<unknown>();

  async function reopen() {
    setProblem(undefined);
    try {
      await stepVisit(visit.id, { step: "reopen" }, ifMatch(visit));
      onDone();
    } catch (refused) {
      setProblem(refused);
    }
  }

  return (
    <div className={styles.at}>
      <header>
        <Button kind="text" icon="left" onClick={onBack}>
          {t("visit:door.back")}
        </Button>
        <h1 translate="no">{visit.name}</h1>
        <p className="ink-2">
          {kinds.label(visit.kind)}　{visit.unit}
        </p>
        <p>
          {t("visit:door.brought", {
            cash: yuan(visit.cash_fen),
            goods: goodsText(visit.goods) || t("visit:door.no_goods"),
          })}
        </p>
        {(["address", "phone"] as const).map((field) => {
          const masked = visit[`${field}_masked`];
          return (
            masked && (
              <p key={field}>
                {t(`visit:door.${field}`)} <Secret visit={visit} field={field} masked={masked} />
              </p>
            )
          );
        })}
        {visit.note && <p>{visit.note}</p>}
      </header>
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      {open ? (
        <Recording visit={visit} onDone={onDone} />
      ) : (
        <section className={styles.recorded}>
          <p>
            {visit.recorded_at
              ? t(`visit:door.was_${visit.status}`, { by: visit.recorded_by_name, at: moment(visit.recorded_at) })
              : visit.steps.find((one) => one.step === "report")?.reason}
          </p>
          {visit.status === "done" && (
            <p>{t("visit:door.given", { cash: yuan(visit.given_fen), goods: goodsText(visit.goods_given) })}</p>
          )}
          {visit.absence && <p>{visit.absence}</p>}
          {visit.heard && <p>{visit.heard}</p>}
          {visit.concerns.map((one) => (
            <p key={one.id}>{one.text}</p>
          ))}
          {reopens && <Button onClick={() => void reopen()}>{t("visit:door.reopen")}</Button>}
        </section>
      )}
    </div>
  );
}

function Recording({ visit, onDone }: { visit: VisitOut; onDone(): void }) {
  const { t } = useTranslation();
  const concerns = useDictionary("concern_kind");
  const [values, setValues] = useState<DoorValues>(() => valuesOf(visit));
  const [busy, setBusy] = useState<"photo" | "send">();
  const [problem, setProblem] = useState<unknown>();
  const [absent, setAbsent] = useState(false);
  const camera = useRef<HTMLInputElement>(null);
  const latest = useRef(values);
  latest.current = values;
  const read = useCallback(() => latest.current, []);
  const draft = useDraft<DoorValues>(`visit.${visit.id}`, read, NEVER);
  const newest = draft.found[0];
  const { taken } = draft;
  useEffect(() => {
    // What was typed before the page was reloaded, or the phone slept, is there again without being asked for.
    if (!newest) return;
    setValues((before) => ({ ...before, ...newest.value }));
    taken(newest);
  }, [newest, taken]);
  const set = (change: Partial<DoorValues>) => {
    setValues((before) => ({ ...before, ...change }));
    draft.touched();
  };
  const field = (name: "goods" | "difference" | "without_photo" | "signed_by") => (
    <label htmlFor={`door-${name}`}>
      {t(`visit:door.field.${name}`)}
      <input
        id={`door-${name}`}
        maxLength={200}
        value={values[name]}
        onChange={(event) => set({ [name]: event.target.value })}
      />
    </label>
  );

  async function add(picked: File) {
    setBusy("photo");
    setProblem(undefined);
    try {
      const id = await sendPhoto(picked);
      set({ photos: [...latest.current.photos, id] });
    } catch (refused) {
      setProblem(refused);
    }
    setBusy(undefined);
  }

  async function send() {
    setBusy("send");
    setProblem(undefined);
    try {
      await stepVisit(visit.id, { step: "report", report: reportOf(visit, values) }, ifMatch(visit));
      await draft.forget();
      onDone();
    } catch (refused) {
      setProblem(refused);
      setBusy(undefined);
    }
  }

  async function miss(reason: string) {
    await stepVisit(visit.id, { step: "absent", reason }, ifMatch(visit));
    await draft.forget();
    onDone();
  }

  return (
    <section className={styles.recording}>
      <div className={styles.photos}>
        <input
          ref={camera}
          type="file"
          accept="image/jpeg,image/png"
          capture="environment"
          className="visually-hidden"
          aria-label={t("visit:door.photo")}
          tabIndex={-1}
          onChange={(event) => {
            const picked = event.target.files?.[0];
            event.target.value = "";
            if (picked) void add(picked);
          }}
        />
        <Button size={40} busy={busy === "photo"} onClick={() => camera.current?.click()}>
          {t("visit:door.photo")}
        </Button>
        <span>{t("visit:door.photos", { n: values.photos.length })}</span>
      </div>
      {values.photos.length === 0 && field("without_photo")}
      <label htmlFor="door-cash">
        {t("visit:door.field.cash")}
        <YuanInput id="door-cash" max={MOST_FEN} value={values.cash_fen} onChange={(cash_fen) => set({ cash_fen })} />
      </label>
      {field("goods")}
      {differsFromPlan(visit, values) && field("difference")}
      <h2>{t("visit:door.signature")}</h2>
      <Signature
        signed={values.signature !== null}
        onSigned={(signature) => set({ signature })}
        onProblem={setProblem}
      />
      {field("signed_by")}
      <label htmlFor="door-heard">
        {t("visit:door.field.heard")}
        <textarea
          id="door-heard"
          rows={3}
          maxLength={2000}
          value={values.heard}
          onChange={(event) => set({ heard: event.target.value })}
        />
      </label>
      <label htmlFor="door-concern-kind">
        {t("visit:door.field.concern_kind")}
        <select
          id="door-concern-kind"
          value={values.concern_kind}
          onChange={(event) => set({ concern_kind: event.target.value })}
        >
          {concerns.choices.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      </label>
      <label htmlFor="door-concern">
        {t("visit:door.field.concern")}
        <textarea
          id="door-concern"
          rows={3}
          maxLength={500}
          value={values.concern}
          onChange={(event) => set({ concern: event.target.value })}
        />
      </label>
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      <footer>
        <Button size={40} onClick={() => setAbsent(true)}>
          {t("visit:door.absent")}
        </Button>
        <Button size={40} kind="main" busy={busy === "send"} onClick={() => void send()}>
          {t("visit:door.send")}
        </Button>
      </footer>
      {absent && (
        <AskNote
          title={t("visit:door.absent")}
          effect={t("visit:door.absent_effect")}
          label={t("visit:door.why_absent")}
          verb={t("visit:door.absent")}
          act={miss}
          onClose={() => setAbsent(false)}
        />
      )}
    </section>
  );
}

/** Address and phone for the way: in plain for a reason, after proving oneself again, on record. */
function Secret({ visit, field, masked }: { visit: VisitOut; field: "address" | "phone"; masked: string }) {
  const { t } = useTranslation();
  const may = useAccess();
  const reasons = useDictionary("reveal_reason");
  if (!may.revealHouseholds) return <span>{masked}</span>;
  return (
    <Masked
      label={t(`visit:door.${field}`)}
      masked={masked}
      reasons={reasons.choices.map((one) => ({ ...one, note: one.value === "other" }))}
      askPassword
      reveal={async (request: RevealRequest) => {
        const typed = request.password;
        const proof = await confirmIdentity(/^\d{6}$/.test(typed) ? { code: typed } : { password: typed });
        const answer = await transport<VisitRevealed>({
          url: `/api/v1/visits/${visit.id}/reveals`,
          method: "POST",
          headers: { "Unionhome-Confirmation": proof.confirmation_token },
          data: { field, reason: request.reason, note: request.note },
        });
        return answer.value;
      }}
    />
  );
}
