import { useQuery } from "@tanstack/react-query";
import type { CollectionOut, SaverItem, SocietyOut } from "@unionhome/client/model";
import { collectMonth } from "@unionhome/client/savings";
import { count, today, yuan, yuanInText } from "@unionhome/words";
import { Checkbox } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { useAccess } from "../../../ui/page/person";
import { useOnce } from "../../../ui/page/useOnce";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Scroll } from "../../../ui/scroll/Scroll";
import { Status } from "../../../ui/status/Status";
import { everySaver, monthOf, useSavingsMoved } from "../data";
import styles from "../savings.module.css";

/** A month of all savers: who has not paid is ticked, who did not bring it is unticked, and one act takes the rest. */
export function Collection({ society }: { society: SocietyOut }) {
  const { t } = useTranslation();
  const may = useAccess();
  const now = monthOf(today(Date.now()));
  const [month, setMonth] = useState(now);
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState<CollectionOut | null>(null);
  const { data, error, refetch } = useQuery(everySaver(society.id, month));
  const open = useMemo(() => data?.filter((one) => !one.month_paid) ?? [], [data]);
  const paying = open.filter((one) => !missing.has(one.id));
  const sum = paying.reduce((all, one) => all + one.monthly_fen, 0);
  const mark = (ids: readonly string[], on: boolean) => {
    const next = new Set(missing);
    for (const id of ids) on ? next.delete(id) : next.add(id);
    setMissing(next);
  };
  const all = open.map((one) => one.id);
  const writes = may.keepSavings && society.status === "open";
  return (
    <>
      <div className={styles.tools}>
        <label>
          {t("savings:month.which")}{" "}
          <input
            type="month"
            className={styles.month}
            max={now}
            value={month}
            onChange={(event) => {
              if (!event.target.value) return;
              setMonth(event.target.value);
              setMissing(new Set());
              setDone(null);
            }}
          />
        </label>
        <span className="ink-2" role="status">
          {done
            ? t("savings:month.done", {
                paid: count(done.paid),
                sum: yuanInText(done.amount_fen),
                rest: count(done.not_paid),
              })
            : data && t("savings:month.state", { paid: count(data.length - open.length), rest: count(open.length) })}
        </span>
        {writes && (
          <Button kind="main" disabled={paying.length === 0} onClick={() => setAsking(true)}>
            {t("savings:month.take", { people: count(paying.length), sum: yuanInText(sum) })}
          </Button>
        )}
      </div>
      {error && <ProblemStrip problem={error} onRetry={() => void refetch()} />}
      <Scroll className={styles.main} label={t("savings:tab.month")}>
        <table className={styles.sheet} aria-label={t("savings:tab.month")}>
          <thead>
            <tr>
              <th>
                {writes && (
                  <Checkbox
                    aria-label={t("savings:month.everybody")}
                    checked={open.length > 0 && paying.length === open.length}
                    indeterminate={paying.length > 0 && paying.length < open.length}
                    disabled={open.length === 0}
                    onChange={(event) => mark(all, event.target.checked)}
                  />
                )}
              </th>
              <th>{t("savings:saver.name")}</th>
              <th data-end>{t("savings:saver.monthly")}</th>
              <th data-end>{t("savings:saver.saved")}</th>
              <th>{t("savings:month.column", { month })}</th>
            </tr>
          </thead>
          <tbody>
            {data?.map((one) => (
              <Line
                key={one.id}
                saver={one}
                ticked={!missing.has(one.id)}
                onTick={writes && !one.month_paid ? (on) => mark([one.id], on) : undefined}
              />
            ))}
          </tbody>
        </table>
        {data?.length === 0 && <p className="ink-3">{t("savings:saver.none")}</p>}
      </Scroll>
      {asking && (
        <TakeDialog
          society={society}
          month={month}
          paying={paying}
          rest={open.length - paying.length}
          sum={sum}
          onDone={(told) => {
            setDone(told);
            setMissing(new Set());
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function Line({ saver, ticked, onTick }: { saver: SaverItem; ticked: boolean; onTick?: (on: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <tr>
      <td>
        {onTick && (
          <Checkbox aria-label={saver.name} checked={ticked} onChange={(event) => onTick(event.target.checked)} />
        )}
      </td>
      <td>{saver.name}</td>
      <td data-end>{yuan(saver.monthly_fen)}</td>
      <td data-end>{yuan(saver.saved_fen)}</td>
      <td>
        <Status mark={saver.month_paid ? "settled" : "waiting"}>
          {t(saver.month_paid ? "savings:month.paid" : "savings:month.not_paid")}
        </Status>
      </td>
    </tr>
  );
}

interface TakeDialogProps {
  society: SocietyOut;
  month: string;
  paying: readonly SaverItem[];
  rest: number;
  sum: number;
  onDone(told: CollectionOut): void;
  onClose(): void;
}

/** The one act: how many, how much, who is left out. */
function TakeDialog({ society, month, paying, rest, sum, onDone, onClose }: TakeDialogProps) {
  const { t } = useTranslation();
  const moved = useSavingsMoved();
  const once = useOnce();
  return (
    <ConfirmAct
      kind="plain"
      eager
      title={t("savings:month.title", { month, name: society.name })}
      verb={t("savings:month.verb")}
      effect={t("savings:month.effect", { people: count(paying.length), sum: yuanInText(sum), rest: count(rest) })}
      act={async () => {
        const body = { month, saver_ids: paying.map((one) => one.id) };
        const told = await once((options) => collectMonth(society.id, body, options));
        await moved();
        onDone(told);
      }}
      onClose={onClose}
    />
  );
}
