import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { useAccess } from "../../ui/page/person";
import { useTabTitle } from "../../ui/page/tab";
import { PageHead } from "../../ui/record/PageHead";
import { RecordTabs } from "../../ui/record/RecordTabs";
import { Coverage } from "./Coverage";
import { StationDialog } from "./StationDialog";
import { Stations } from "./Stations";
import type { StationSearch } from "./search";

const VIEWS = ["list", "coverage"] as const;

/** The places of the aid network as a list, and which unions have none. */
export function StationsPage() {
  const { t } = useTranslation();
  const search: StationSearch = useSearch({ from: "/aid/stations" });
  const go = useNavigate({ from: "/aid/stations" });
  const may = useAccess();
  const [opening, setOpening] = useState(false);
  useTabTitle(t("station:nav"));
  const head = (
    <PageHead
      title={t("station:nav")}
      views={
        <RecordTabs
          kind="views"
          label={t("station:view.label")}
          tabs={VIEWS.map((key) => ({ key, label: t(`station:view.${key}`) }))}
          current={search.view ?? "list"}
          onPick={(key) =>
            void go({
              search: { view: key === "coverage" ? key : undefined, under_id: search.under_id },
              replace: true,
            })
          }
        />
      }
    >
      {may.editHouseholds && (
        <Button kind="main" icon="plus" onClick={() => setOpening(true)}>
          {t("station:open.verb")}
        </Button>
      )}
    </PageHead>
  );
  return (
    <>
      {search.view === "coverage" ? (
        <Coverage head={head} under={search.under_id} />
      ) : (
        <Stations head={head} search={search} />
      )}
      {opening && <StationDialog onClose={() => setOpening(false)} />}
    </>
  );
}
