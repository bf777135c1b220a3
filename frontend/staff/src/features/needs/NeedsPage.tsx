import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { useAccess } from "../../ui/page/person";
import { useTabTitle } from "../../ui/page/tab";
import { PageHead } from "../../ui/record/PageHead";
import { RecordTabs } from "../../ui/record/RecordTabs";
import { Progress } from "./Progress";
import { SurveyDialog } from "./SurveyDialog";
import { Surveys } from "./Surveys";
import type { NeedsSearch } from "./search";

const VIEWS = ["list", "progress"] as const;

/** What was found out where, and which unions with households on file nobody has surveyed this year. */
export function NeedsPage() {
  const { t } = useTranslation();
  const search: NeedsSearch = useSearch({ from: "/aid/needs" });
  const go = useNavigate({ from: "/aid/needs" });
  const may = useAccess();
  const [entering, setEntering] = useState(false);
  useTabTitle(t("needs:nav"));
  const head = (
    <PageHead
      title={t("needs:nav")}
      views={
        <RecordTabs
          kind="views"
          label={t("needs:view.label")}
          tabs={VIEWS.map((key) => ({ key, label: t(`needs:view.${key}`) }))}
          current={search.view ?? "list"}
          onPick={(key) =>
            void go({
              search: { view: key === "progress" ? key : undefined, under_id: search.under_id },
              replace: true,
            })
          }
        />
      }
    >
      {may.editHouseholds && (
        <Button kind="main" icon="plus" onClick={() => setEntering(true)}>
          {t("needs:enter.verb")}
        </Button>
      )}
    </PageHead>
  );
  return (
    <>
      {search.view === "progress" ? (
        <Progress head={head} under={search.under_id} year={search.year} />
      ) : (
        <Surveys head={head} search={search} />
      )}
      {entering && <SurveyDialog onClose={() => setEntering(false)} />}
    </>
  );
}
