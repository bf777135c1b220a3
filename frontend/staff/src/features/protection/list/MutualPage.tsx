import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useAccess } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { PageHead } from "../../../ui/record/PageHead";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import { type MutualSearch, VIEWS } from "../search";
import { Claims } from "./Claims";
import { Covers } from "./Covers";
import { Enrolments } from "./Enrolments";
import { Plans } from "./Plans";
import { Units } from "./Units";

const SHOWN = { plans: Plans, enrolments: Enrolments, units: Units, covers: Covers, claims: Claims };

/** Plans of mutual protection, what units enrolled, how far each unit is, who is insured, what they claim. */
export function MutualPage() {
  const { t } = useTranslation();
  const search: MutualSearch = useSearch({ from: "/aid/mutual" });
  const go = useNavigate({ from: "/aid/mutual" });
  const may = useAccess();
  const view = search.view ?? "plans";
  const View = SHOWN[view];
  useTabTitle(t("protection:nav"));
  const head = (
    <PageHead
      title={t("protection:nav")}
      views={
        <RecordTabs
          kind="views"
          label={t("protection:view.label")}
          tabs={VIEWS.map((key) => ({ key, label: t(`protection:view.${key}`) }))}
          current={view}
          onPick={(key) =>
            void go({ search: key === "plans" ? {} : { view: key as MutualSearch["view"], plan_id: search.plan_id } })
          }
        />
      }
    >
      {view === "plans" && may.setAidPolicies && (
        <Button icon="plus" onClick={() => void go({ to: "/aid/mutual/plans/new" })}>
          {t("protection:form.title")}
        </Button>
      )}
      {may.editHouseholds && (
        <Button
          kind="main"
          icon="plus"
          onClick={() => void go({ to: "/aid/mutual/enrol", search: { plan_id: search.plan_id } })}
        >
          {t("protection:enrol.verb")}
        </Button>
      )}
    </PageHead>
  );
  const set = (change: Partial<MutualSearch>) =>
    void go({ search: (before: MutualSearch) => ({ ...before, ...change }), replace: true });
  return <View head={head} search={search} onSearch={set} />;
}
