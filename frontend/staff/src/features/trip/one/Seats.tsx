import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@unionhome/client";
import type { FittingDemand, ReturnTripOut } from "@unionhome/client/model";
import { allotReturnTrip } from "@unionhome/client/return-trips";
import { count, date, daysBetween } from "@unionhome/words";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { Meter } from "../../../ui/figure/Meter";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Scroll } from "../../../ui/scroll/Scroll";
import { fitting, useTripsMoved } from "../data";
import styles from "../trip.module.css";
import { givenNow, mostOf, readSeats, shared, sumOf, type Typed } from "./seats";

interface SeatsProps {
  trip: ReturnTripOut;
  onUnsaved(unsaved: boolean): void;
}

/** The demands that fit, an input each; how many seats are left is reckoned while one types, and saved at once. */
export function Seats({ trip, onUnsaved }: SeatsProps) {
  const { t } = useTranslation();
  const moved = useTripsMoved();
  const { data, error, refetch } = useQuery(fitting(trip.id));
  const [typed, setTyped] = useState<Typed>({});
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const rows = data ?? [];
  const now = { ...givenNow(rows), ...typed };
  const given = sumOf(now);
  const left = trip.seats - given;
  const changed = rows.filter((row) => now[row.id] !== row.seats).length;
  const wrong = left < 0 || rows.some((row) => (now[row.id] ?? 0) > mostOf(row));
  useEffect(() => onUnsaved(changed > 0), [changed, onUnsaved]);

  async function save() {
    setBusy(true);
    setProblem(undefined);
    try {
      const items = rows
        .filter((row) => (now[row.id] ?? 0) > 0)
        .map((row) => ({ demand_id: row.id, seats: now[row.id] ?? 0 }));
      await allotReturnTrip(trip.id, { items }, ifMatch(trip));
      setTyped({});
      await moved();
    } catch (refused) {
      setProblem(refused);
    }
    setBusy(false);
  }

  return (
    <>
      <div className={styles.tools}>
        <span role="status" className={left < 0 ? "bad" : undefined}>
          {t(left < 0 ? "trip:seat.over" : "trip:seat.left", {
            seats: count(trip.seats),
            given: count(given),
            left: count(Math.abs(left)),
          })}
        </span>
        <Meter part={given / trip.seats} label={t("trip:seat.meter")} width={160} />
        <span className={styles.verbs}>
          <Button onClick={() => setTyped(shared(rows, trip.seats))} disabled={rows.length === 0}>
            {t("trip:seat.share")}
          </Button>
          {changed > 0 && <Button onClick={() => setTyped({})}>{t("trip:seat.discard")}</Button>}
          <Button kind={changed > 0 ? "main" : "plain"} busy={busy} disabled={changed === 0 || wrong} onClick={save}>
            {t(changed > 0 ? "trip:seat.save" : "trip:seat.save_none", { n: changed })}
          </Button>
        </span>
      </div>
      {(problem ?? error) !== undefined && (problem ?? error) !== null && (
        <ProblemStrip problem={problem ?? error} onRetry={problem ? undefined : () => void refetch()} />
      )}
      <Scroll className={styles.scroll} label={t("trip:seat.table")}>
        {data?.length === 0 && <p className={styles.none}>{t("trip:seat.none")}</p>}
        {rows.length > 0 && (
          <table className={styles.sheet} aria-label={t("trip:seat.table")}>
            <thead>
              <tr>
                <th scope="col">{t("trip:demand.organization")}</th>
                <th scope="col">{t("trip:demand.place")}</th>
                <th scope="col">{t("trip:demand.day")}</th>
                <th scope="col">{t("trip:demand.way")}</th>
                {(["people", "elsewhere", "lacking"] as const).map((key) => (
                  <th key={key} scope="col" data-end>
                    {t(`trip:seat.${key}`)}
                  </th>
                ))}
                <th scope="col" data-end>
                  {t("trip:seat.here")}
                </th>
                <th scope="col">{t("trip:demand.note")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Line
                  key={row.id}
                  row={row}
                  departs={date(trip.departs_at)}
                  seats={now[row.id] ?? 0}
                  onType={(seats) => setTyped({ ...typed, [row.id]: seats })}
                />
              ))}
            </tbody>
          </table>
        )}
      </Scroll>
    </>
  );
}

interface LineProps {
  row: FittingDemand;
  departs: string;
  seats: number;
  onType(seats: number): void;
}

function Line({ row, departs, seats, onType }: LineProps) {
  const { t } = useTranslation();
  const ways = useDictionary("travel_way");
  const away = daysBetween(departs, row.travel_on);
  const lacking = mostOf(row) - seats;
  return (
    <tr data-changed={seats !== row.seats || undefined}>
      <th scope="row" translate="no">
        {row.organization_name}
      </th>
      <td>{row.place}</td>
      <td>
        {row.travel_on}
        {away !== 0 && (
          <span className="ink-3"> {t(away > 0 ? "trip:seat.later" : "trip:seat.earlier", { n: Math.abs(away) })}</span>
        )}
      </td>
      <td>{ways.label(row.way)}</td>
      <td data-end>{count(row.people)}</td>
      <td data-end>{count(row.elsewhere)}</td>
      <td data-end className={lacking < 0 ? "bad" : undefined}>
        {count(lacking)}
      </td>
      <td data-end>
        <input
          className={styles.seats}
          inputMode="numeric"
          aria-label={t("trip:seat.of", { union: row.organization_name, place: row.place, day: row.travel_on })}
          aria-invalid={lacking < 0 || undefined}
          value={seats === 0 ? "" : String(seats)}
          placeholder="0"
          onChange={(event) => {
            const said = readSeats(event.target.value);
            if (said !== undefined) onType(said);
          }}
        />
      </td>
      <td className="ink-2">{row.note}</td>
    </tr>
  );
}
