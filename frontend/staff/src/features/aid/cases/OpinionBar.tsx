import { ifMatch } from "@unionhome/client";
import { stepAidCase } from "@unionhome/client/aid-cases";
import type { AidCaseOut } from "@unionhome/client/model";
import { capitals, yuan } from "@unionhome/words";
import { Input, type InputRef, Select } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { YuanInput } from "../../../ui/form/YuanInput";
import { FundPicker } from "../../../ui/fund/FundPicker";
import { useKey } from "../../../ui/keys/keys";
import { useOnce } from "../../../ui/page/useOnce";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Missing } from "../../../ui/problem/problem";
import styles from "./cases.module.css";
import { useServing } from "./funds";
import { HelpDialog } from "./Helped";

const PHRASES = ["true", "complete", "more_income", "visit_again"] as const;
const EXPLAINED = ["return", "reject", "withdraw", "revoke"];
const ORDER = ["archive", "withdraw", "revoke", "reject", "return", "submit", "pass", "help"];
const DESTRUCTIVE = ["withdraw", "revoke", "reject", "return"];

interface OpinionBarProps {
  row: AidCaseOut;
  onDone(after: AidCaseOut): void;
}

/** Always in sight: common phrases and the amount that is decided, then the opinion and the verbs. A agrees, R sends back. */
export function OpinionBar({ row, onDone }: OpinionBarProps) {
  const { t } = useTranslation();
  const input = useRef<InputRef>(null);
  const once = useOnce();
  const [opinion, setOpinion] = useState("");
  const [amount, setAmount] = useState<number | null>(null);
  const [to, setTo] = useState<string>("draft");
  const [fundAsked, setFundAsked] = useState(0);
  const [helping, setHelping] = useState(false);
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>();
  const steps = row.steps
    .filter((one) => ORDER.includes(one.step))
    .sort((a, b) => ORDER.indexOf(a.step) - ORDER.indexOf(b.step));
  const may = (step: string) => steps.some((one) => one.step === step && one.allowed);
  const fen = amount ?? row.amount_fen;
  const decides = may("pass");
  const at = row.way.findIndex((one) => one.state === "now");
  const approves = decides && fen > 0 && ["approved", "helping"].includes(row.way[at + 1]?.status ?? "");
  const { funds, fund, setFund, arrived } = useServing(row.program.id, approves, { case_id: row.id });

  async function take(step: string) {
    if (EXPLAINED.includes(step) && !opinion.trim()) {
      input.current?.focus();
      setProblem(new Missing(t("aid:case.say_why")));
      return;
    }
    setBusy(step);
    setProblem(undefined);
    try {
      const there = step === "pass" && approves ? await arrived() : null;
      if (there && there.funds.length > 0 && !there.fund) {
        setFundAsked(fundAsked + 1);
        setProblem(new Missing(t("aid:case.say_fund")));
        return;
      }
      const body: Record<string, unknown> = { step, reason: opinion.trim() };
      if (step === "pass" && amount !== null) body.amount_fen = fen;
      if (there?.fund) body.fund_id = there.fund;
      if (step === "return") body.to = to;
      const after = await once((options) => stepAidCase(row.id, body as never, { ...ifMatch(row), ...options }));
      setOpinion("");
      setAmount(null);
      onDone(after);
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(null);
    }
  }
  useKey("a", t("aid:case.verb.pass"), () => void take("pass"), { enabled: decides && busy === null });
  useKey("r", t("aid:case.verb.return"), () => void take("return"), { enabled: may("return") && busy === null });

  if (steps.length === 0) return null;
  return (
    <div className={styles.bar}>
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      <div>
        <span className="small ink-3">{t("aid:case.phrases")}</span>
        {PHRASES.map((one) => (
          <button
            key={one}
            type="button"
            className={styles.phrase}
            onClick={() => setOpinion(t(`aid:case.phrase.${one}`))}
          >
            {t(`aid:case.phrase.${one}`)}
          </button>
        ))}
        <span className={styles.amount}>
          {t("aid:case.decided")}
          {decides ? (
            <YuanInput
              aria-label={t("aid:case.decided")}
              value={fen}
              onChange={(said) => setAmount(said ?? 0)}
              style={{ width: 140 }}
            />
          ) : (
            <b>{yuan(row.amount_fen)}</b>
          )}
          <span className="ink-2">{capitals(fen)}</span>
          <AtMost row={row} fen={fen} />
        </span>
      </div>
      <div>
        <Input
          ref={input}
          className={styles.grow}
          aria-label={t("aid:case.opinion")}
          placeholder={t("aid:case.opinion")}
          maxLength={500}
          value={opinion}
          onChange={(event) => setOpinion(event.target.value)}
        />
        {approves && funds.length > 0 && (
          <FundPicker asked={fundAsked} funds={funds} value={fund} onChange={setFund} style={{ width: 200 }} />
        )}
        {may("return") && row.returns_to.length > 1 && (
          <Select
            aria-label={t("aid:case.return_to")}
            value={to}
            style={{ width: 170 }}
            options={row.returns_to.map((one) => ({
              value: one.status,
              label: t("aid:case.back_to", { to: one.label }),
            }))}
            onChange={setTo}
          />
        )}
        {steps.map((one) => (
          <Button
            key={one.step}
            size={32}
            kind={["pass", "submit", "help"].includes(one.step) ? "main" : "plain"}
            destructive={DESTRUCTIVE.includes(one.step)}
            disabled={!one.allowed}
            busy={busy === one.step}
            title={one.allowed ? undefined : (one.reason ?? undefined)}
            onClick={() => (one.step === "help" ? setHelping(true) : void take(one.step))}
          >
            {one.label}
            {one.step === "pass" && " (A)"}
            {one.step === "return" && " (R)"}
          </Button>
        ))}
      </div>
      {helping && <HelpDialog row={row} onClose={() => setHelping(false)} onDone={onDone} />}
    </div>
  );
}

/** The most each time; whether more is refused or only warned of is said as soon as more is typed. */
function AtMost({ row, fen }: { row: AidCaseOut; fen: number }) {
  const { t } = useTranslation();
  const most = { yuan: yuan(row.at_most_fen) };
  if (fen <= row.at_most_fen) return <span className="ink-3">{t("aid:case.at_most", most)}</span>;
  return row.program.caps_stop ? (
    <span className="bad">{t("aid:case.stopped_at", most)}</span>
  ) : (
    <span className="warn">{t("aid:case.warned_at", most)}</span>
  );
}
