import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useTabTitle } from "../../ui/page/tab";
import { PageHead } from "../../ui/record/PageHead";
import { RecordTabs } from "../../ui/record/RecordTabs";
import { Dictionaries } from "./Dictionaries";
import { Kept } from "./Kept";
import { SavedViews } from "./SavedViews";
import { type SettingSearch, TABS, type Tab } from "./search";
import styles from "./setting.module.css";

const route = getRouteApi("/settings" as never);

export function SettingsPage() {
  const { t } = useTranslation();
  useTabTitle(t("setting:nav"));
  const search = route.useSearch() as SettingSearch;
  const go = useNavigate();
  const set = (next: SettingSearch) => void go({ to: "/settings" as never, search: next as never, replace: true });
  const tab = search.tab ?? "views";
  return (
    <div className={styles.page}>
      <PageHead
        title={t("setting:nav")}
        views={
          <RecordTabs
            kind="views"
            label={t("setting:nav")}
            tabs={TABS.map((key) => ({ key, label: t(`setting:tab.${key}`) }))}
            current={tab}
            onPick={(key) => set({ tab: key as Tab })}
          />
        }
      />
      {tab === "views" && <SavedViews />}
      {tab === "dictionaries" && (
        <Dictionaries name={search.name} onPick={(name) => set({ tab: "dictionaries", name })} />
      )}
      {tab === "preferences" && <Kept />}
    </div>
  );
}
