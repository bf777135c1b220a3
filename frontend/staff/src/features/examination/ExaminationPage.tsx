import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useTabTitle } from "../../ui/page/tab";
import { PageHead } from "../../ui/record/PageHead";
import { RecordTabs } from "../../ui/record/RecordTabs";
import { Books } from "./Books";
import { Compare } from "./Compare";
import { Samples } from "./Samples";
import { type ExaminationSearch, VIEWS, type View } from "./search";

/** Published against paid, samples, and the books; nothing here changes anything, and each look is on record. */
export function ExaminationPage() {
  const { t } = useTranslation();
  const search: ExaminationSearch = useSearch({ from: "/examination" });
  const go = useNavigate({ from: "/examination" });
  const view = search.view ?? "compare";
  useTabTitle(t("examination:nav"));
  const head = (
    <PageHead
      title={t("examination:nav")}
      views={
        <RecordTabs
          kind="views"
          label={t("examination:nav")}
          tabs={VIEWS.map((key) => ({ key, label: t(`examination:view.${key}`) }))}
          current={view}
          onPick={(key) => void go({ search: { view: key as View }, replace: true })}
        />
      }
    />
  );
  if (view === "samples") return <Samples head={head} />;
  if (view === "books") return <Books head={head} />;
  return <Compare head={head} search={search} />;
}
