import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAccess } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { PageHead } from "../../../ui/record/PageHead";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import { Making } from "../one/Making";
import { type NoticeSearch, VIEWS, type View } from "../search";
import { Inbox } from "./Inbox";
import { Published } from "./Published";
import { Wanted } from "./Wanted";

/** Cases that wait for a notice are ticked here; the notices; the inbox of objections. */
export function NoticesPage() {
  const { t } = useTranslation();
  useTabTitle(t("notice:nav"));
  const search: NoticeSearch = useSearch({ from: "/aid/notices" });
  const go = useNavigate({ from: "/aid/notices" });
  const may = useAccess();
  const [making, setMaking] = useState<readonly string[]>();
  const views = may.editHouseholds ? VIEWS : VIEWS.filter((view) => view !== "wanted" && view !== "objections");
  const view = search.view ?? (may.editHouseholds ? "wanted" : "running");
  const show = (next: View) => void go({ search: { view: next }, replace: true });
  if (making) return <Making ids={making} onClose={() => setMaking(undefined)} />;
  const head = (
    <PageHead
      title={t("notice:nav")}
      views={
        <RecordTabs
          kind="views"
          label={t("notice:nav")}
          tabs={views.map((key) => ({ key, label: t(`notice:view.${key}`) }))}
          current={view}
          onPick={(key) => show(key as View)}
        />
      }
    />
  );
  if (view === "wanted") return <Wanted head={head} search={search} onMake={setMaking} />;
  if (view === "objections") return <Inbox head={head} search={search} />;
  return <Published key={view} view={view} head={head} search={search} onWanted={() => show("wanted")} />;
}
