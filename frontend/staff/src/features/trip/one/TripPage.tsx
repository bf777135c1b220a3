import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReturnTripOut } from "@unionhome/client/model";
import { count, moment, yuanInText } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { PageHead } from "../../../ui/record/PageHead";
import { Status } from "../../../ui/status/Status";
import { Steps } from "../../../ui/status/Steps";
import { oneTrip, TRIP_MARKS } from "../data";
import { TripDialog } from "../list/TripDialog";
import styles from "../trip.module.css";
import { Given } from "./Given";
import { Seats } from "./Seats";
import { StepDialog } from "./StepDialog";

const route = getRouteApi("/return-trips/$id");

/** One trip: its facts, its seats given to demands, and the next step. */
export function TripPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(oneTrip(id));
  useTabTitle(data?.name, t("trip:one"));
  if (data) return <One key={id} trip={data} />;
  if (error) return <ProblemPage problem={error} onRetry={() => void refetch()} />;
  return null;
}

function One({ trip }: { trip: ReturnTripOut }) {
  const { t } = useTranslation();
  const states = useDictionary("trip_state");
  const ways = useDictionary("travel_way");
  const provinces = useDictionary("province");
  const [asking, setAsking] = useState<string | null>(null);
  const [unsaved, setUnsaved] = useState(false);
  const close = () => setAsking(null);
  const gives = trip.steps.some((one) => one.step === "allot" && one.allowed);
  const steps = trip.steps
    .filter((one) => one.step !== "allot" && (one.allowed || one.step !== "edit"))
    // What is confirmed is what is saved: seats that are still typed would be left behind.
    .map((one) => (unsaved && one.allowed ? { ...one, allowed: false, reason: t("trip:seat.unsaved") } : one));
  return (
    <div className={styles.page}>
      <PageHead
        title={<span translate="no">{trip.name}</span>}
        note={trip.number}
        marks={<Status mark={TRIP_MARKS[trip.state] ?? "settled"}>{states.label(trip.state)}</Status>}
        facts={[
          ...(trip.reason ? [[t("trip:trip.reason"), trip.reason] as const] : []),
          [t("trip:trip.departs"), moment(trip.departs_at)],
          [t("trip:trip.from"), trip.from_place],
          [t("trip:trip.to"), `${provinces.label(trip.province)} ${trip.place}`],
          [t("trip:trip.way"), ways.label(trip.way)],
          [t("trip:trip.carrier"), trip.carrier || "—"],
          [t("trip:trip.ticket_short"), trip.ticket_fen > 0 ? yuanInText(trip.ticket_fen) : t("trip:free")],
          [t("trip:trip.subsidy_short"), yuanInText(trip.subsidy_fen)],
          [t("trip:trip.organization"), trip.organization_name],
          ...(trip.travelled === null ? [] : [[t("trip:trip.travelled"), count(trip.travelled)] as const]),
        ]}
      >
        <Steps
          steps={steps}
          main={steps.find((one) => one.allowed && !["cancel", "edit"].includes(one.step))?.step ?? ""}
          destructive={["cancel"]}
          onStep={(one) => setAsking(one.step)}
        />
      </PageHead>
      {gives ? <Seats key={trip.version} trip={trip} onUnsaved={setUnsaved} /> : <Given trip={trip} />}
      {asking === "edit" && <TripDialog trip={trip} onClose={close} />}
      {asking && asking !== "edit" && <StepDialog trip={trip} step={asking} onClose={close} />}
    </div>
  );
}
