import { useQuery } from "@tanstack/react-query";
import type { ProgressRow } from "@unionhome/client/model";
import { count, moment, percent, yuan } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { RankedBars } from "../../../ui/figure/RankedBars";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { Status } from "../../../ui/status/Status";
import { progressOf } from "../data";
import styles from "../visit.module.css";

/** Plan against done by the unions directly below one, as bars and as a table; of one plan, or of the year. */
export function Progress({ plan }: { plan?: string }) {
  const { t } = useTranslation();
  const [way, setWay] = useState<readonly string[]>([]);
  const { data, error, refetch } = useQuery(progressOf(way.at(-1), plan));
  if (error && !data) return <ProblemPage problem={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const settled = (row: ProgressRow) => row.done + row.absent;
  return (
    <div className={styles.progress}>
      <p className={styles.about}>
        {way.length > 0 && (
          <Button kind="text" icon="left" onClick={() => setWay(way.slice(0, -1))}>
            {t("visit:progress.back")}
          </Button>
        )}
        <b translate="no">{data.organization_name}</b>
        <span>
          {t("visit:progress.sum", {
            done: count(data.total.done),
            of: count(data.total.visits),
            given: yuan(data.total.given_fen),
          })}
        </span>
        {data.total.overdue > 0 && (
          <Status mark="due">{t("visit:progress.overdue", { n: count(data.total.overdue) })}</Status>
        )}
        {data.open_concerns > 0 && <span>{t("visit:progress.concerns", { n: count(data.open_concerns) })}</span>}
        <span className="ink-3 small">{t("visit:progress.as_of", { time: moment(data.as_of) })}</span>
      </p>
      {data.items.length === 0 ? (
        <p className="ink-3">{t("visit:progress.none")}</p>
      ) : (
        <>
          <RankedBars
            label={t("visit:progress.bars")}
            bars={data.items.map((row) => ({
              key: row.organization_id,
              label: <span translate="no">{row.organization_name}</span>,
              value: settled(row),
              before: row.visits,
              text: `${count(settled(row))}/${count(row.visits)}`,
            }))}
          />
          <table className={styles.sheet}>
            <thead>
              <tr>
                {["union", "visits", "done", "rate", "absent", "overdue", "cash", "given", "goods"].map((column) => (
                  <th key={column} scope="col">
                    {t(`visit:progress.column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.items.map((row) => (
                <tr key={row.organization_id}>
                  <th scope="row">
                    {row.organization_id === data.organization_id ? (
                      <span translate="no">{row.organization_name}</span>
                    ) : (
                      <button
                        type="button"
                        className={styles.enter}
                        translate="no"
                        onClick={() => setWay([...way, row.organization_id])}
                      >
                        {row.organization_name}
                      </button>
                    )}
                  </th>
                  <td>{count(row.visits)}</td>
                  <td>{count(row.done)}</td>
                  <td>{percent(row.done, row.visits).text}</td>
                  <td>{count(row.absent)}</td>
                  <td className={row.overdue > 0 ? "bad" : undefined}>{count(row.overdue)}</td>
                  <td>{yuan(row.cash_fen)}</td>
                  <td>{yuan(row.given_fen)}</td>
                  <td>{yuan(row.goods_given_fen)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </div>
  );
}
