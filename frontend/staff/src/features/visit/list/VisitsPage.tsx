import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useAccess } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { PageHead } from "../../../ui/record/PageHead";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import { Scroll } from "../../../ui/scroll/Scroll";
import { VIEWS, type VisitSearch, viewOf } from "../search";
import styles from "../visit.module.css";
import { Concerns } from "./Concerns";
import { Plans } from "./Plans";
import { Progress } from "./Progress";
import { Stops } from "./Stops";

/** Plans of visits, every visit, how far they are by union, and what was heard at the doors. */
export function VisitsPage() {
  const { t } = useTranslation();
  const search: VisitSearch = useSearch({ from: "/visits" });
  const go = useNavigate({ from: "/visits" });
  const may = useAccess();
  const view = viewOf(search);
  useTabTitle(t("visit:nav"));
  const head = (
    <PageHead
      title={t("visit:nav")}
      views={
        <RecordTabs
          kind="views"
          label={t("visit:view.label")}
          tabs={VIEWS.map((key) => ({ key, label: t(`visit:view.${key}`) }))}
          current={view}
          onPick={(key) => void go({ search: { view: key === "plans" ? undefined : key }, replace: true })}
        />
      }
    >
      {may.editHouseholds && (
        <Button kind="main" icon="plus" onClick={() => void go({ to: "/visits/new" })}>
          {t("visit:form.verb")}
        </Button>
      )}
    </PageHead>
  );
  if (view === "plans") return <Plans head={head} search={search} />;
  if (view === "visits") return <Stops head={head} search={search} />;
  return (
    <div className={styles.page}>
      {head}
      <Scroll className={styles.scroll} label={t(`visit:view.${view}`)}>
        {view === "progress" ? <Progress /> : <Concerns />}
      </Scroll>
    </div>
  );
}
