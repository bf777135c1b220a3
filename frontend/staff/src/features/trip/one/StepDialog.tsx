import { ifMatch } from "@unionhome/client";
import type { ReturnTripOut } from "@unionhome/client/model";
import { stepReturnTrip } from "@unionhome/client/return-trips";
import { count } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AskNote } from "../../../ui/dialog/AskNote";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { useTripsMoved } from "../data";
import styles from "../trip.module.css";
import { readSeats } from "./seats";

interface StepDialogProps {
  trip: ReturnTripOut;
  step: string;
  onClose(): void;
}

/** A step of a trip, with what it asks: nothing, a reason, or who was on board. */
export function StepDialog({ trip, step, onClose }: StepDialogProps) {
  const { t } = useTranslation();
  const moved = useTripsMoved();
  const verb = trip.steps.find((one) => one.step === step)?.label ?? step;
  const title = t("trip:step.title", { verb, name: trip.name });
  if (step === "arrive") return <ArriveDialog trip={trip} verb={verb} title={title} onClose={onClose} />;
  if (step === "cancel") {
    return (
      <AskNote
        title={title}
        verb={verb}
        effect={t("trip:step.cancel", { seats: count(trip.allotted) })}
        label={t("trip:step.reason")}
        act={async (reason) => {
          await stepReturnTrip(trip.id, { step: "cancel", reason }, ifMatch(trip));
          await moved();
        }}
        onClose={onClose}
      />
    );
  }
  const plain = step === "confirm" ? "confirm" : "depart";
  return (
    <ConfirmAct
      kind="plain"
      eager
      title={title}
      verb={verb}
      effect={t(`trip:step.${plain}`, { seats: count(trip.allotted), demands: count(trip.allotments.length) })}
      act={async () => {
        await stepReturnTrip(trip.id, { step: plain }, ifMatch(trip));
        await moved();
      }}
      onClose={onClose}
    />
  );
}

interface ArriveDialogProps {
  trip: ReturnTripOut;
  verb: string;
  title: string;
  onClose(): void;
}

/** How many of each union were on board; as many as had seats, until somebody says otherwise. */
function ArriveDialog({ trip, verb, title, onClose }: ArriveDialogProps) {
  const { t } = useTranslation();
  const moved = useTripsMoved();
  const [typed, setTyped] = useState<Readonly<Record<string, number>>>({});
  const of = (id: string, seats: number) => typed[id] ?? seats;
  const sum = trip.allotments.reduce((all, row) => all + of(row.demand_id, row.seats), 0);
  const wrong = trip.allotments.some((row) => of(row.demand_id, row.seats) > row.seats);
  return (
    <ConfirmAct
      kind="plain"
      title={title}
      verb={verb}
      effect={t("trip:step.arrive", { people: count(sum), seats: count(trip.allotted) })}
      ready={!wrong}
      act={async () => {
        const travelled = trip.allotments.map((row) => ({
          demand_id: row.demand_id,
          people: of(row.demand_id, row.seats),
        }));
        await stepReturnTrip(trip.id, { step: "arrive", travelled }, ifMatch(trip));
        await moved();
      }}
      onClose={onClose}
    >
      <div className={styles.people}>
        <table className={styles.sheet} aria-label={t("trip:seat.table")}>
          <thead>
            <tr>
              <th scope="col">{t("trip:demand.organization")}</th>
              <th scope="col" data-end>
                {t("trip:seat.here")}
              </th>
              <th scope="col" data-end>
                {t("trip:seat.travelled")}
              </th>
            </tr>
          </thead>
          <tbody>
            {trip.allotments.map((row) => (
              <tr key={row.demand_id}>
                <th scope="row" translate="no">
                  {row.organization_name}
                </th>
                <td data-end>{count(row.seats)}</td>
                <td data-end>
                  <input
                    className={styles.seats}
                    inputMode="numeric"
                    aria-label={t("trip:seat.on_board", { union: row.organization_name, place: row.place })}
                    aria-invalid={of(row.demand_id, row.seats) > row.seats || undefined}
                    value={String(of(row.demand_id, row.seats))}
                    onChange={(event) => {
                      const said = readSeats(event.target.value);
                      if (said !== undefined) setTyped({ ...typed, [row.demand_id]: said });
                    }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </ConfirmAct>
  );
}
