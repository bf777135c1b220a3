import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { AidStationOut } from "@unionhome/client/model";
import { count } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../ui/page/dictionary";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { DescriptionList, Field } from "../../ui/record/DescriptionList";
import { Status } from "../../ui/status/Status";
import { Steps } from "../../ui/status/Steps";
import { Drawer } from "../../ui/table/Drawer";
import { CloseDialog } from "./CloseDialog";
import { MARKS, oneStation } from "./data";
import { StationDialog } from "./StationDialog";

interface StationDrawerProps {
  id: string;
  place?: string;
  onBack?: () => void;
  onNext?: () => void;
  onClose(): void;
}

/** One place of the network: where it is, who is there when, what is done, and what may happen to it. */
export function StationDrawer({ id, place, onBack, onNext, onClose }: StationDrawerProps) {
  const { t } = useTranslation();
  const states = useDictionary("aid_station_state");
  const { data, error, refetch } = useQuery(oneStation(id));
  const [asking, setAsking] = useState<string>();
  const shut = () => setAsking(undefined);
  return (
    <Drawer
      title={data?.name ?? ""}
      marks={data && <Status mark={MARKS[data.state]}>{states.label(data.state)}</Status>}
      place={place}
      onBack={onBack}
      onNext={onNext}
      onClose={onClose}
      foot={
        data && (
          <Steps
            steps={data.steps.filter((one) => one.allowed)}
            main="edit"
            destructive={["close"]}
            onStep={(one) => setAsking(one.step)}
          />
        )
      }
    >
      {error && <ProblemStrip boxed problem={error} onRetry={() => void refetch()} />}
      {data && <Facts station={data} />}
      {!data && !error && <p className="ink-3">{t("station:reading")}</p>}
      {data && asking === "edit" && <StationDialog station={data} onClose={shut} />}
      {data && asking === "close" && <CloseDialog station={data} onClose={shut} />}
    </Drawer>
  );
}

function Facts({ station }: { station: AidStationOut }) {
  const { t } = useTranslation();
  const kinds = useDictionary("aid_station_kind");
  const services = useDictionary("aid_service");
  const endings = useDictionary("organization_status");
  return (
    <DescriptionList labels={84}>
      <Field label={t("station:column.organization")}>
        <Link to="/organizations/$id" params={{ id: station.organization_id }}>
          {station.organization_name}
        </Link>
      </Field>
      <Field label={t("station:column.kind")}>{kinds.label(station.kind)}</Field>
      <Field label={t("station:column.address")}>{station.address}</Field>
      <Field label={t("station:column.phone")}>{station.phone}</Field>
      <Field label={t("station:column.hours")}>{station.hours}</Field>
      <Field label={t("station:column.head")}>{station.head}</Field>
      <Field label={t("station:column.staff")}>{t("station:people", { n: count(station.staff) })}</Field>
      <Field label={t("station:column.services")}>{station.services.map(services.label).join(t("ui:comma"))}</Field>
      <Field label={t("station:column.opened")}>{station.opened_on}</Field>
      {station.closed_on && (
        <Field label={t("station:column.closed")} note={endings.label(station.close_reason)}>
          {station.closed_on}
        </Field>
      )}
    </DescriptionList>
  );
}
