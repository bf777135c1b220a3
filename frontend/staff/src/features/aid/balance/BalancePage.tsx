import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { listAidCandidates, settleFinalList } from "@unionhome/client/aid-cases";
import type { CandidateList, CaseBatchOut } from "@unionhome/client/model";
import { count, yuanInText } from "@unionhome/words";
import { Select } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Dialog } from "../../../ui/dialog/Dialog";
import { FundPicker } from "../../../ui/fund/FundPicker";
import { newOnceKey } from "../../../ui/page/once";
import { useAccess, useScope } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { Status } from "../../../ui/status/Status";
import aid from "../aid.module.css";
import cases from "../cases/cases.module.css";
import { useCaseChanged } from "../cases/data";
import { useServing } from "../cases/funds";
import { knownPrograms } from "../programs/data";
import styles from "./balance.module.css";
import { Candidates } from "./Candidates";
import { type Choice, type Choices, chosenOf, startOf, sumOf } from "./choices";
import { Shares } from "./Shares";

const BALANCE = "aid-balance";

const candidatesOf = (program: string | undefined) =>
  queryOptions({
    queryKey: [BALANCE, program],
    queryFn: ({ signal }) => listAidCandidates(program as string, { signal }),
    enabled: program !== undefined,
    // What was chosen must not change under the hands of who weighs; it is read anew after the act.
    staleTime: Number.POSITIVE_INFINITY,
  });

/** 汇总平衡: all candidates of a programme against the money and the quotas, and the final list in one act. */
export function BalancePage() {
  const { t } = useTranslation();
  const { program_id }: { program_id?: string } = useSearch({ from: "/aid/balance" });
  const go = useNavigate({ from: "/aid/balance" });
  const programs = useQuery(knownPrograms).data?.items ?? [];
  const may = useAccess();
  const here = useScope().organization;
  // What still takes applications has something to weigh; a list of before is looked up.
  const program = program_id ?? (programs.find((one) => one.status === "open") ?? programs[0])?.id;
  const found = useQuery(candidatesOf(program));
  useTabTitle(t("aid:balance.title"));
  const choosing = (
    <Select
      aria-label={t("aid:case.column.program")}
      style={{ width: 260 }}
      value={program}
      options={programs.map((one) => ({ value: one.id, label: `${one.name} ${one.organization_name}` }))}
      onChange={(picked) => void go({ search: { program_id: picked }, replace: true })}
    />
  );
  return (
    <div className={aid.page}>
      {!found.data && <PageHead title={t("aid:balance.title")} note={choosing} />}
      {found.error && <ProblemStrip problem={found.error} onRetry={() => void found.refetch()} />}
      {found.data && (
        <Weighing
          key={`${program}.${found.dataUpdatedAt}`}
          list={found.data}
          own={may.setAidPolicies && programs.find((one) => one.id === program)?.organization_id === here.id}
          choosing={choosing}
        />
      )}
    </div>
  );
}

interface WeighingProps {
  list: CandidateList;
  own: boolean;
  /** Which programme is weighed: stands in the head, between the title and what is left of the money. */
  choosing: ReactNode;
}

function Weighing({ list, own, choosing }: WeighingProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const changed = useCaseChanged();
  const [choices, setChoices] = useState<Choices>(() => startOf(list));
  const [fundAsked, setFundAsked] = useState(0);
  const [asking, setAsking] = useState(false);
  const [result, setResult] = useState<CaseBatchOut | null>(null);
  const [once, setOnce] = useState(newOnceKey);
  const [busy, setBusy] = useState(false);
  const { funds, fund, setFund, arrived } = useServing(list.program_id, true, { program_id: list.program_id });
  const chosen = useMemo(() => chosenOf(list, choices), [list, choices]);
  const sum = sumOf(chosen);
  const picked = funds.find((one) => one.id === fund);
  const left = picked ? picked.available_fen - sum : null;
  const quotaLeft = list.quota_fen === null ? null : list.quota_fen - list.given_fen - sum;
  const short = (left !== null && left < 0) || (quotaLeft !== null && quotaLeft < 0);

  async function settle() {
    setBusy(true);
    const there = await arrived();
    setBusy(false);
    const promises = chosen.some((one) => one.row.approves && one.fen > 0);
    const from = there.funds.find((one) => one.id === there.fund);
    if (promises && there.funds.length > 0 && !from) setFundAsked(fundAsked + 1);
    // What is short stands in the head, as soon as the fund is known.
    else if (!from || sum <= from.available_fen) setAsking(true);
  }
  const change = (ids: readonly string[], to: Partial<Choice>) =>
    setChoices((before) => {
      const after = new Map(before);
      for (const id of ids) {
        const held = after.get(id);
        if (held) after.set(id, { ...held, ...to });
      }
      return after;
    });

  return (
    <>
      <PageHead
        title={t("aid:balance.title")}
        note={choosing}
        views={
          <div className={styles.money}>
            <span>
              {t("aid:balance.chosen", { n: count(chosen.length), all: count(list.items.length) })}{" "}
              <b>{yuanInText(sum)}</b>
            </span>
            <span>
              {left !== null && (
                <span className={left < 0 ? "bad" : undefined}>
                  {t("aid:balance.left", { yuan: yuanInText(left) })}
                </span>
              )}
              {quotaLeft !== null && (
                <span className={quotaLeft < 0 ? "bad" : undefined}>
                  {t("aid:balance.quota_left", { yuan: yuanInText(quotaLeft) })}
                </span>
              )}
              {list.more && <Status mark="due">{t("aid:balance.more")}</Status>}
            </span>
          </div>
        }
      >
        <FundPicker asked={fundAsked} funds={funds} value={fund} onChange={setFund} style={{ width: 230 }} />
        <Button kind="main" size={32} busy={busy} disabled={chosen.length === 0 || short} onClick={() => void settle()}>
          {t("aid:balance.settle")}
        </Button>
      </PageHead>
      <div className={styles.body}>
        <Candidates list={list} choices={choices} onChange={change} />
        <Shares
          list={list}
          chosen={chosen}
          own={own}
          onShared={() => void queries.invalidateQueries({ queryKey: [BALANCE] })}
        />
      </div>
      {asking && (
        <ConfirmAct
          kind="plain"
          title={t("aid:balance.settle_title", { n: count(chosen.length), program: list.program_name })}
          verb={t("aid:balance.settle")}
          effect={t(picked ? "aid:balance.settle_from" : "aid:balance.settle_effect", {
            yuan: yuanInText(sum),
            fund: picked?.name,
          })}
          act={async () => {
            const items = chosen.map((one) => ({ id: one.row.id, version: one.row.version, amount_fen: one.fen }));
            setResult(
              await settleFinalList(
                list.program_id,
                { items, fund_id: fund ?? null, reason: t("aid:balance.title") },
                { idempotencyKey: once },
              ),
            );
            setOnce(newOnceKey());
          }}
          onClose={() => setAsking(false)}
        />
      )}
      {result && (
        <Outcome
          result={result}
          list={list}
          onClose={() => {
            changed();
            void queries.invalidateQueries({ queryKey: ["funds"] });
            void queries.invalidateQueries({ queryKey: [BALANCE] });
          }}
        />
      )}
    </>
  );
}

/** What became of the list; whoever could not go is named with the reason. */
function Outcome({ result, list, onClose }: { result: CaseBatchOut; list: CandidateList; onClose(): void }) {
  const { t } = useTranslation();
  const failed = result.items.filter((one) => one.problem !== null);
  return (
    <Dialog
      title={t("aid:balance.result")}
      width={560}
      onClose={onClose}
      foot={
        <Button size={32} kind="main" onClick={onClose}>
          {t("aid:case.batch.close")}
        </Button>
      }
    >
      <p>
        <Status mark="done">{t("aid:case.batch.done", { n: count(result.succeeded) })}</Status>{" "}
        {failed.length > 0 && (
          <Status mark="returned">{t("aid:case.batch.failed", { n: count(failed.length) })}</Status>
        )}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and holds nothing else that the keyboard reaches */}
      <ul className={cases.outcomes} aria-label={t("aid:case.batch.each")} tabIndex={0}>
        {failed.map((one) => (
          <li key={one.id}>
            <span className="cut">{list.items.find((row) => row.id === one.id)?.name}</span>
            <span className="ink-2">{one.problem?.detail}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
