import { ifMatch } from "@unionhome/client";
import { getAidProgram, setAidQuotas } from "@unionhome/client/aid-programs";
import type { CandidateList } from "@unionhome/client/model";
import { count, yuan } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { Meter } from "../../../ui/figure/Meter";
import { YuanInput } from "../../../ui/form/YuanInput";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Scroll } from "../../../ui/scroll/Scroll";
import aid from "../aid.module.css";
import styles from "./balance.module.css";
import { type ChosenCase, sumOf } from "./choices";

interface SharesProps {
  list: CandidateList;
  chosen: readonly ChosenCase[];
  /** The programme is the reader's own: they say what each union below may be given. */
  own: boolean;
  onShared(): void;
}

/** For each union below what it was given, what the list adds, its quota, and what is left of it. */
export function Shares({ list, chosen, own, onShared }: SharesProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<ReadonlyMap<string, number | null> | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  async function save(quotas: ReadonlyMap<string, number | null>) {
    setBusy(true);
    setProblem(undefined);
    try {
      const program = await getAidProgram(list.program_id);
      // Quotas of unions that are not shown here stay.
      const kept = program.quotas.filter((one) => !quotas.has(one.organization_id));
      const said = [...quotas].flatMap(([organization_id, fen]) => (fen === null ? [] : [{ organization_id, fen }]));
      await setAidQuotas(list.program_id, { items: [...kept, ...said] }, ifMatch(program));
      setTyped(null);
      onShared();
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  }

  return (
    <Scroll className={styles.shares} label={t("aid:balance.shares")}>
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      {own && (
        <div className={styles.narrow}>
          {typed ? (
            <Button busy={busy} onClick={() => void save(typed)}>
              {t("aid:balance.save")}
            </Button>
          ) : (
            <Button
              kind="text"
              onClick={() => setTyped(new Map(list.shares.map((one) => [one.organization_id, one.quota_fen])))}
            >
              {t("aid:balance.share_out")}
            </Button>
          )}
        </div>
      )}
      <table className={aid.sheet}>
        <thead>
          <tr>
            <th>{t("aid:balance.union")}</th>
            <th className={aid.end}>{t("aid:balance.given")}</th>
            <th className={aid.end}>{t("aid:balance.adds")}</th>
            <th className={aid.end}>{t("aid:balance.quota")}</th>
          </tr>
        </thead>
        <tbody>
          {list.shares.map((one) => {
            const cases = chosen.filter((each) => each.row.child_id === one.organization_id);
            const adds = sumOf(cases);
            const sum = one.given_fen + adds;
            const over = one.quota_fen !== null && sum > one.quota_fen;
            const fen = typed?.get(one.organization_id) ?? null;
            return (
              <tr key={one.organization_id}>
                <td>
                  {one.name}
                  {one.quota_fen !== null && (
                    <Meter label={t("aid:balance.used", { union: one.name })} part={sum / (one.quota_fen || 1)} />
                  )}
                </td>
                <td className={aid.end}>{yuan(one.given_fen)}</td>
                <td className={aid.end}>
                  {yuan(adds)}
                  <span className="small ink-3"> {t("aid:balance.cases", { n: count(cases.length) })}</span>
                </td>
                <td className={`${aid.end} ${over ? "bad" : ""}`}>
                  {typed ? (
                    <YuanInput
                      cell
                      aria-label={`${t("aid:balance.quota")} ${one.name}`}
                      value={fen}
                      onChange={(to) => setTyped(new Map(typed).set(one.organization_id, to))}
                      style={{ width: 110 }}
                    />
                  ) : (
                    yuan(one.quota_fen)
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}
