import { useQuery } from "@tanstack/react-query";
import { stepAidCases } from "@unionhome/client/aid-cases";
import type { AidCaseItem, CaseBatchOut } from "@unionhome/client/model";
import { count } from "@unionhome/words";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { Dialog } from "../../../ui/dialog/Dialog";
import { Labelled } from "../../../ui/form/Labelled";
import { FundPicker, useFund } from "../../../ui/fund/FundPicker";
import { newOnceKey } from "../../../ui/page/once";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import styles from "./cases.module.css";
import { openFunds } from "./funds";

interface BatchDialogProps {
  step: "pass" | "return";
  rows: readonly AidCaseItem[];
  onClose(): void;
  onDone(): void;
}

/** The same simple step for many cases: first the reason, then the result of each. */
export function BatchDialog({ step, rows, onClose, onDone }: BatchDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [result, setResult] = useState<CaseBatchOut | null>(null);
  const [once] = useState(newOnceKey);
  const needed = step === "return";
  const program = rows[0]?.program_id ?? "";
  // Of several programmes each may be paid out of other money: what does not fit one of them is said of that case.
  const one = rows.every((row) => row.program_id === program);
  const serving = useQuery(openFunds(!needed, one ? { program_id: program } : {}));
  const funds = serving.data?.items ?? [];
  const [fund, setFund] = useFund(program, funds);
  const close = result ? onDone : onClose;

  async function act() {
    setBusy(true);
    setProblem(undefined);
    try {
      const items = rows.map(({ id, version }) => ({ id, version }));
      setResult(await stepAidCases({ items, step, reason: reason.trim(), fund_id: fund }, { idempotencyKey: once }));
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  }

  return (
    <Dialog
      title={t(`aid:case.batch.${step}`, { n: count(rows.length) })}
      width={560}
      onClose={close}
      foot={
        result ? (
          <Button size={32} kind="main" onClick={close}>
            {t("aid:case.batch.close")}
          </Button>
        ) : (
          <>
            <Button size={32} onClick={onClose}>
              {t("ui:confirm.leave")}
            </Button>
            <Button
              size={32}
              kind="main"
              destructive={needed}
              busy={busy}
              disabled={needed ? !reason.trim() : serving.isLoading}
              onClick={() => void act()}
            >
              {t(`aid:case.verb.${step}`)}
            </Button>
          </>
        )
      }
    >
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      {result ? (
        <>
          <p>
            <Status mark="done">{t("aid:case.batch.done", { n: count(result.succeeded) })}</Status>{" "}
            {result.failed > 0 && (
              <Status mark="returned">{t("aid:case.batch.failed", { n: count(result.failed) })}</Status>
            )}
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and holds nothing else that the keyboard reaches */}
          <ul className={styles.outcomes} aria-label={t("aid:case.batch.each")} tabIndex={0}>
            {result.items
              .filter((one) => one.problem !== null)
              .map((one) => (
                <li key={one.id}>
                  <span className="cut">{rows[one.index]?.name}</span>
                  <span className="ink-2">{one.problem?.detail}</span>
                </li>
              ))}
          </ul>
        </>
      ) : (
        <>
          <p className="ink-2">{t(`aid:case.batch.${step}_effect`)}</p>
          {funds.length > 0 && (
            <Labelled label={t("aid:case.batch.fund")}>
              {(id) => <FundPicker id={id} funds={funds} value={fund} onChange={setFund} style={{ width: "100%" }} />}
            </Labelled>
          )}
          <Labelled label={t(needed ? "aid:case.reason_needed" : "aid:case.opinion")}>
            {(id) => (
              <Input.TextArea
                id={id}
                rows={3}
                maxLength={500}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Labelled>
        </>
      )}
    </Dialog>
  );
}
