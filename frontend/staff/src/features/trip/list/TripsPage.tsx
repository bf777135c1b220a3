import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useAccess } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { PageHead } from "../../../ui/record/PageHead";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import { type TripSearch, VIEWS } from "../search";
import { DemandDialog } from "./DemandDialog";
import { Demands } from "./Demands";
import { Summary } from "./Summary";
import { TripDialog } from "./TripDialog";
import { Trips } from "./Trips";

/** What unions ask for, what it comes to by place and day, and the trips. */
export function TripsPage() {
  const { t } = useTranslation();
  const search: TripSearch = useSearch({ from: "/return-trips" });
  const go = useNavigate({ from: "/return-trips" });
  const may = useAccess();
  const view = search.view ?? "demands";
  const [making, setMaking] = useState<"demand" | "trip" | null>(null);
  useTabTitle(t("trip:nav"));
  const set = (change: Partial<TripSearch>) =>
    void go({ search: (before: TripSearch) => ({ ...before, ...change }), replace: true });
  const open = (id: string) => void go({ to: "/return-trips/$id", params: { id }, search: {} });
  const head = (
    <PageHead
      title={t("trip:nav")}
      views={
        <RecordTabs
          kind="views"
          label={t("trip:nav")}
          tabs={VIEWS.map((key) => ({ key, label: t(`trip:view.${key}`) }))}
          current={view}
          onPick={(key) =>
            void go({ search: { view: VIEWS.find((one) => one === key), year: search.year }, replace: true })
          }
        />
      }
    >
      {may.editHouseholds && (
        <Button kind={may.planTrips ? "plain" : "main"} icon="plus" onClick={() => setMaking("demand")}>
          {t("trip:demand.make")}
        </Button>
      )}
      {may.planTrips && (
        <Button kind="main" icon="plus" onClick={() => setMaking("trip")}>
          {t("trip:trip.make")}
        </Button>
      )}
    </PageHead>
  );
  return (
    <>
      {view === "demands" && <Demands head={head} search={search} onSet={set} />}
      {view === "summary" && <Summary head={head} search={search} onSet={set} />}
      {view === "trips" && <Trips head={head} search={search} onSet={set} onOpen={open} />}
      {making === "demand" && <DemandDialog onClose={() => setMaking(null)} />}
      {making === "trip" && <TripDialog onDone={open} onClose={() => setMaking(null)} />}
    </>
  );
}
