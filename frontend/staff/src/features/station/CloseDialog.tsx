import { ifMatch } from "@unionhome/client";
import { stepAidStation } from "@unionhome/client/aid-stations";
import type { AidStationOut } from "@unionhome/client/model";
import { today } from "@unionhome/words";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { DateField } from "../../ui/form/DateField";
import { Labelled } from "../../ui/form/Labelled";
import { useStationsMoved } from "./data";
import styles from "./station.module.css";

const SHORTEST = 2;

/** The station closes on a day, and says why. */
export function CloseDialog({ station, onClose }: { station: AidStationOut; onClose(): void }) {
  const { t } = useTranslation();
  const moved = useStationsMoved();
  const now = today(Date.now());
  const [on, setOn] = useState<string | null>(now);
  const [reason, setReason] = useState("");
  return (
    <ConfirmAct
      title={t("station:close.title", { name: station.name })}
      verb={t("station:close.verb")}
      effect={t("station:close.effect")}
      ready={on !== null && reason.trim().length >= SHORTEST}
      act={async () => {
        await stepAidStation(station.id, { step: "close", on: on ?? now, reason: reason.trim() }, ifMatch(station));
        await moved();
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <Labelled label={t("station:close.on")}>
          {(id) => <DateField id={id} value={on} onChange={setOn} min={station.opened_on} max={now} />}
        </Labelled>
        <Labelled label={t("station:close.reason")}>
          {(id) => <Input id={id} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />}
        </Labelled>
      </div>
    </ConfirmAct>
  );
}
