import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@unionhome/client";
import type { Province, TravelWay, TripDemandOut } from "@unionhome/client/model";
import { deleteTripDemand, editTripDemand, enterTripDemand } from "@unionhome/client/return-trips";
import { count, moment, yuanInText } from "@unionhome/words";
import { Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Dialog } from "../../../ui/dialog/Dialog";
import { DateField } from "../../../ui/form/DateField";
import { Labelled } from "../../../ui/form/Labelled";
import { useDictionary } from "../../../ui/page/dictionary";
import { useScope } from "../../../ui/page/person";
import { useOnce } from "../../../ui/page/useOnce";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { Status } from "../../../ui/status/Status";
import { OrgField } from "../../../ui/tree/OrgField";
import type { PickedOrg } from "../../../ui/tree/OrgPicker";
import { oneDemand, TRIP_MARKS, thisDay, useTripsMoved } from "../data";
import styles from "../trip.module.css";

/** One demand, new or to be changed; with seats it is only shown, and the trips that take its people. */
export function DemandDialog({ id, onClose }: { id?: string; onClose(): void }) {
  const { data, error } = useQuery({ ...oneDemand(id ?? ""), enabled: id !== undefined });
  if (id === undefined) return <Form onClose={onClose} />;
  if (error) return <Refused problem={error} onClose={onClose} />;
  if (!data) return null;
  const edits = data.steps.some((step) => step.step === "edit" && step.allowed);
  return edits ? <Form demand={data} onClose={onClose} /> : <Shown demand={data} onClose={onClose} />;
}

function Refused({ problem, onClose }: { problem: unknown; onClose(): void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("trip:demand.one")} onClose={onClose}>
      <ProblemStrip boxed problem={problem} />
    </Dialog>
  );
}

function Form({ demand, onClose }: { demand?: TripDemandOut; onClose(): void }) {
  const { t } = useTranslation();
  const own = useScope().organization;
  const provinces = useDictionary("province");
  const ways = useDictionary("travel_way");
  const moved = useTripsMoved();
  const once = useOnce();
  const [union, setUnion] = useState<PickedOrg>({ id: own.id, label: own.name });
  const [province, setProvince] = useState<Province | undefined>(demand?.province);
  const [place, setPlace] = useState(demand?.place ?? "");
  const [on, setOn] = useState<string | null>(demand?.travel_on ?? null);
  const [way, setWay] = useState<TravelWay>(demand?.way ?? "train");
  const [people, setPeople] = useState<number | null>(demand?.people ?? null);
  const [note, setNote] = useState(demand?.note ?? "");
  const [deleting, setDeleting] = useState(false);

  async function act() {
    if (province === undefined || on === null || people === null) return;
    const fields = { province, place, travel_on: on, way, people, note };
    if (demand) await editTripDemand(demand.id, fields, ifMatch(demand));
    else await once((options) => enterTripDemand({ ...fields, organization_id: union.id }, options));
    await moved();
  }

  if (demand && deleting) {
    return (
      <ConfirmAct
        title={t("trip:demand.delete.title", { place: demand.place, union: demand.organization_name })}
        verb={t("trip:demand.delete.verb")}
        effect={t("trip:demand.delete.effect", { people: count(demand.people) })}
        act={async () => {
          await deleteTripDemand(demand.id, ifMatch(demand));
          await moved();
        }}
        onClose={onClose}
      />
    );
  }
  return (
    <ConfirmAct
      kind="plain"
      title={demand ? t("trip:demand.edit") : t("trip:demand.make")}
      verb={t(demand ? "trip:save" : "trip:demand.enter")}
      effect={t("trip:demand.effect")}
      ready={province !== undefined && place.trim() !== "" && on !== null && people !== null}
      act={act}
      onClose={onClose}
    >
      <div className={styles.fields}>
        {demand ? (
          <p className="small ink-2">
            <span translate="no">{demand.organization_name}</span>
            {demand.origin_name && t("trip:demand.from", { union: demand.origin_name })}
          </p>
        ) : (
          <OrgField label={t("trip:demand.organization")} value={union} onChange={setUnion} />
        )}
        <div className={styles.pair}>
          <Labelled label={t("trip:demand.province")}>
            {(id) => (
              <Select
                id={id}
                showSearch={{ optionFilterProp: "label" }}
                value={province}
                options={[...provinces.choices]}
                onChange={(value) => setProvince(value as Province)}
              />
            )}
          </Labelled>
          <Labelled label={t("trip:demand.where")}>
            {(id) => <Input id={id} maxLength={40} value={place} onChange={(event) => setPlace(event.target.value)} />}
          </Labelled>
          <Labelled label={t("trip:demand.day")}>
            {(id) => <DateField id={id} value={on} onChange={setOn} min={thisDay()} />}
          </Labelled>
          <Labelled label={t("trip:demand.way")}>
            {(id) => (
              <Select
                id={id}
                value={way}
                options={[...ways.choices]}
                onChange={(value) => setWay(value as TravelWay)}
              />
            )}
          </Labelled>
          <Labelled label={t("trip:demand.people")}>
            {(id) => (
              <InputNumber
                id={id}
                min={1}
                max={5000}
                precision={0}
                value={people}
                onChange={setPeople}
                style={{ width: "100%" }}
              />
            )}
          </Labelled>
          <Labelled label={t("trip:demand.note")}>
            {(id) => <Input id={id} maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />}
          </Labelled>
        </div>
        {demand && <Told demand={demand} />}
        {demand && (
          <p>
            <Button kind="text" destructive onClick={() => setDeleting(true)}>
              {t("trip:demand.delete.verb")}
            </Button>
          </p>
        )}
      </div>
    </ConfirmAct>
  );
}

function Shown({ demand, onClose }: { demand: TripDemandOut; onClose(): void }) {
  const { t } = useTranslation();
  const ways = useDictionary("travel_way");
  const provinces = useDictionary("province");
  const reason = demand.steps.find((step) => step.step === "edit")?.reason;
  return (
    <Dialog title={t("trip:demand.one")} onClose={onClose} width={520}>
      <div className={styles.shown}>
        {reason && <p className="ink-2">{reason}</p>}
        <DescriptionList>
          <Field label={t("trip:demand.organization")}>
            <span translate="no">{demand.organization_name}</span>
          </Field>
          <Field label={t("trip:demand.place")}>{`${provinces.label(demand.province)} ${demand.place}`}</Field>
          <Field label={t("trip:demand.day")}>{demand.travel_on}</Field>
          <Field label={t("trip:demand.way")}>{ways.label(demand.way)}</Field>
          <Field label={t("trip:demand.people")}>{count(demand.people)}</Field>
          <Field label={t("trip:demand.allotted")}>{count(demand.allotted)}</Field>
          <Field label={t("trip:demand.note")}>{demand.note}</Field>
        </DescriptionList>
        <Told demand={demand} />
      </div>
    </Dialog>
  );
}

/** The trips that people can count on, and those that were cancelled on them. */
function Told({ demand }: { demand: TripDemandOut }) {
  const { t } = useTranslation();
  const states = useDictionary("trip_state");
  if (demand.trips.length === 0) {
    return demand.allotted > 0 ? <p className="small ink-3">{t("trip:demand.not_told")}</p> : null;
  }
  return (
    <ul className={styles.told} aria-label={t("trip:demand.trips")}>
      {demand.trips.map((trip) => (
        <li key={trip.id}>
          <b>{[trip.trip_number, trip.trip_name].filter(Boolean).join(" ")}</b>
          <Status mark={TRIP_MARKS[trip.trip_state] ?? "settled"}>{states.label(trip.trip_state)}</Status>
          <span>
            {t("trip:demand.seat", {
              seats: count(trip.seats),
              time: moment(trip.departs_at),
              place: trip.from_place,
              fare: trip.ticket_fen > 0 ? yuanInText(trip.ticket_fen) : t("trip:free"),
            })}
          </span>
          {trip.trip_reason && <span className="ink-2">{trip.trip_reason}</span>}
        </li>
      ))}
    </ul>
  );
}
