import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@unionhome/client";
import { editAidStation, openAidStation } from "@unionhome/client/aid-stations";
import type { AidService, AidStationKind, AidStationOut } from "@unionhome/client/model";
import { today } from "@unionhome/words";
import { Checkbox, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { DateField } from "../../ui/form/DateField";
import { Labelled } from "../../ui/form/Labelled";
import { useDictionary } from "../../ui/page/dictionary";
import { useScope } from "../../ui/page/person";
import { useOnce } from "../../ui/page/useOnce";
import { OrgField } from "../../ui/tree/OrgField";
import type { PickedOrg } from "../../ui/tree/OrgPicker";
import { coverageOf, useStationsMoved } from "./data";
import styles from "./station.module.css";

interface StationDialogProps {
  /** The station that changes; without it one is opened. */
  station?: AidStationOut;
  /** Of whom it will be, where that is known already. */
  union?: PickedOrg;
  onClose(): void;
}

const MOST_STAFF = 999;

/** Where a station is, when it is open, who is there, what is done. Its union, kind and first day are asked once. */
export function StationDialog({ station, union: given, onClose }: StationDialogProps) {
  const { t } = useTranslation();
  const own = useScope().organization;
  const services = useDictionary("aid_service");
  const moved = useStationsMoved();
  const once = useOnce();
  const now = today(Date.now());
  const [union, setUnion] = useState<PickedOrg>(given ?? { id: own.id, label: own.name });
  const [picked, setPicked] = useState<AidStationKind | null>(null);
  const asked = useQuery({ ...coverageOf(union.id), enabled: station === undefined });
  // What the union before it may have says nothing of this one.
  const fitting = asked.data && !asked.isPlaceholderData ? asked.data.kinds : undefined;
  const kind = picked ?? (fitting?.length === 1 ? (fitting[0] ?? null) : null);
  const [opened, setOpened] = useState<string | null>(now);
  const [name, setName] = useState(station?.name ?? "");
  const [address, setAddress] = useState(station?.address ?? "");
  const [phone, setPhone] = useState(station?.phone ?? "");
  const [hours, setHours] = useState(station?.hours ?? "");
  const [head, setHead] = useState(station?.head ?? "");
  const [staff, setStaff] = useState(station?.staff ?? 1);
  const [offered, setOffered] = useState<AidService[]>(station?.services ?? ["policy_advice", "intake"]);
  const verb = t(station ? "station:edit.verb" : "station:open.verb");
  const filled = [name, address, phone].every((said) => said.trim() !== "") && offered.length > 0;

  async function act() {
    const said = { name, address, phone, hours, head, staff, services: offered };
    if (station) await editAidStation(station.id, said, ifMatch(station));
    else if (kind && opened)
      await once((options) => openAidStation({ ...said, organization_id: union.id, kind, opened_on: opened }, options));
    await moved();
  }

  const text = (key: string, value: string, set: (value: string) => void, most: number) => (
    <Labelled label={t(`station:column.${key}`)}>
      {(id) => <Input id={id} maxLength={most} value={value} onChange={(event) => set(event.target.value)} />}
    </Labelled>
  );
  return (
    <ConfirmAct
      kind="plain"
      title={station ? t("station:edit.title", { name: station.name }) : t("station:open.title")}
      verb={verb}
      effect={t(station ? "station:edit.effect" : "station:open.effect")}
      ready={filled && (station !== undefined || (kind !== null && opened !== null))}
      act={act}
      onClose={onClose}
    >
      <div className={styles.fields}>
        {!station && (
          <>
            <Labelled label={t("station:column.organization")}>
              {(id) => (
                <OrgField
                  id={id}
                  label={t("station:column.organization")}
                  value={union}
                  onChange={(other) => {
                    setUnion(other);
                    setPicked(null);
                  }}
                />
              )}
            </Labelled>
            <div className={styles.pair}>
              <KindField fitting={fitting} value={kind} onChange={setPicked} />
              <Labelled label={t("station:column.opened")}>
                {(id) => <DateField id={id} value={opened} onChange={setOpened} max={now} />}
              </Labelled>
            </div>
          </>
        )}
        {text("name", name, setName, 60)}
        {text("address", address, setAddress, 200)}
        <div className={styles.pair}>
          {text("phone", phone, setPhone, 64)}
          {text("hours", hours, setHours, 100)}
          {text("head", head, setHead, 40)}
          <Labelled label={t("station:column.staff")}>
            {(id) => (
              <InputNumber
                id={id}
                min={0}
                max={MOST_STAFF}
                precision={0}
                value={staff}
                onChange={(said) => said !== null && setStaff(said)}
                style={{ width: "100%" }}
              />
            )}
          </Labelled>
        </div>
        <fieldset className={styles.services}>
          <legend>{t("station:column.services")}</legend>
          <Checkbox.Group
            value={offered}
            options={[...services.choices]}
            onChange={(picked) => setOffered(picked as AidService[])}
          />
        </fieldset>
      </div>
    </ConfirmAct>
  );
}

interface KindFieldProps {
  /** The kinds that the union may have, as the server says them; unknown until it has. */
  fitting: readonly AidStationKind[] | undefined;
  value: AidStationKind | null;
  onChange(kind: AidStationKind): void;
}

function KindField({ fitting, value, onChange }: KindFieldProps) {
  const { t } = useTranslation();
  const kinds = useDictionary("aid_station_kind");
  const options = kinds.choices.filter((one) => fitting?.some((kind) => kind === one.value));
  return (
    <Labelled label={t("station:column.kind")}>
      {(id) => (
        <Select
          id={id}
          value={value}
          options={options}
          placeholder={t(fitting?.length === 0 ? "station:open.no_kind" : "station:open.pick_kind")}
          onChange={(said: string | null) => said && onChange(said as AidStationKind)}
        />
      )}
    </Labelled>
  );
}
