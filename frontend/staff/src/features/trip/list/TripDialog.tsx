import { ifMatch } from "@unionhome/client";
import type { Province, ReturnTripOut, TravelWay } from "@unionhome/client/model";
import { editReturnTrip, planReturnTrip } from "@unionhome/client/return-trips";
import { Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";
import { YuanField } from "../../../ui/form/YuanField";
import { useDictionary } from "../../../ui/page/dictionary";
import { useScope } from "../../../ui/page/person";
import { useOnce } from "../../../ui/page/useOnce";
import { useTripsMoved } from "../data";
import styles from "../trip.module.css";

interface TripDialogProps {
  /** The trip whose facts change; without it one is planned. */
  trip?: ReturnTripOut;
  onDone?(id: string): void;
  onClose(): void;
}

/** A train or a coach: which one, when and from where, where to, how many seats, who pays what. */
export function TripDialog({ trip, onDone, onClose }: TripDialogProps) {
  const { t } = useTranslation();
  const own = useScope().organization;
  const provinces = useDictionary("province");
  const ways = useDictionary("travel_way");
  const moved = useTripsMoved();
  const once = useOnce();
  const [name, setName] = useState(trip?.name ?? "");
  const [way, setWay] = useState<TravelWay>(trip?.way ?? "train");
  const [carrier, setCarrier] = useState(trip?.carrier ?? "");
  const [number, setNumber] = useState(trip?.number ?? "");
  const [departs, setDeparts] = useState(trip?.departs_at.slice(0, 16) ?? "");
  const [from, setFrom] = useState(trip?.from_place ?? "");
  const [province, setProvince] = useState<Province | undefined>(trip?.province);
  const [place, setPlace] = useState(trip?.place ?? "");
  const [seats, setSeats] = useState<number | null>(trip?.seats ?? null);
  const [ticket, setTicket] = useState<number | null>(trip?.ticket_fen ?? 0);
  const [subsidy, setSubsidy] = useState<number | null>(trip?.subsidy_fen ?? 0);
  const ready =
    [name, departs, from, place].every((one) => one.trim() !== "") && province !== undefined && seats !== null;

  async function act() {
    if (province === undefined || seats === null) return;
    const fields = {
      name,
      way,
      carrier,
      number,
      departs_at: `${departs}:00+08:00`,
      from_place: from,
      province,
      place,
      seats,
      ticket_fen: ticket ?? 0,
      subsidy_fen: subsidy ?? 0,
    };
    const done = trip
      ? await editReturnTrip(trip.id, fields, ifMatch(trip))
      : await once((options) => planReturnTrip({ ...fields, organization_id: own.id }, options));
    await moved();
    onDone?.(done.id);
  }

  const text = (label: string, value: string, set: (value: string) => void, most: number) => (
    <Labelled label={label}>
      {(id) => <Input id={id} maxLength={most} value={value} onChange={(event) => set(event.target.value)} />}
    </Labelled>
  );
  return (
    <ConfirmAct
      kind="plain"
      title={t(trip ? "trip:trip.edit" : "trip:trip.make")}
      verb={t(trip ? "trip:save" : "trip:trip.plan")}
      effect={t(trip ? "trip:trip.edit_effect" : "trip:trip.effect", { union: own.name })}
      ready={ready}
      act={act}
      onClose={onClose}
    >
      <div className={styles.fields}>
        {text(t("trip:trip.name"), name, setName, 80)}
        <div className={styles.pair}>
          <Labelled label={t("trip:trip.way")}>
            {(id) => (
              <Select
                id={id}
                value={way}
                options={ways.choices.filter((one) => one.value !== "car")}
                onChange={(value) => setWay(value as TravelWay)}
              />
            )}
          </Labelled>
          {text(t("trip:trip.number"), number, setNumber, 40)}
          {text(t("trip:trip.carrier"), carrier, setCarrier, 80)}
          <Labelled label={t("trip:trip.seats")}>
            {(id) => (
              <InputNumber
                id={id}
                min={1}
                max={3000}
                precision={0}
                value={seats}
                onChange={setSeats}
                style={{ width: "100%" }}
              />
            )}
          </Labelled>
          <Labelled label={t("trip:trip.departs")}>
            {(id) => (
              <Input
                id={id}
                type="datetime-local"
                value={departs}
                onChange={(event) => setDeparts(event.target.value)}
              />
            )}
          </Labelled>
          {text(t("trip:trip.from"), from, setFrom, 60)}
          <Labelled label={t("trip:trip.province")}>
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
          {text(t("trip:demand.where"), place, setPlace, 40)}
          <YuanField label={t("trip:trip.ticket")} value={ticket} onChange={setTicket} />
          <YuanField label={t("trip:trip.subsidy")} value={subsidy} onChange={setSubsidy} />
        </div>
      </div>
    </ConfirmAct>
  );
}
